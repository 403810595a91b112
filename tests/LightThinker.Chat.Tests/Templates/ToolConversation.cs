using System.Text.Json;
using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

/// <summary>A conversation with a call and its answer, in OpenAI's form and in a template's.</summary>
internal static class ToolConversation
{
    public const string CallId = "abcDEF123";

    public const string Tools =
        """
        [{"type": "function", "function": {"name": "get_weather", "description": "Now's weather.", "parameters":
        {"type": "object", "properties": {"city": {"type": "string"}, "id": {"type": "integer", "maximum": 100}}}}}]
        """;

    private const string Arguments = "{\"city\":\"Köln\",  \"id\": 12}";

    public static readonly ChatMessage[] Messages =
    [
        new("system", "Be brief."),
        new("user", "How is the weather?"),
        new("assistant", null) { ToolCalls = Calls(CallId, Arguments) },
        new("tool", "12 °C") { ToolCallId = CallId },
    ];

    /// <summary>The same as variables of a template.</summary>
    public static string Variables(TemplateFamily family) =>
        $$"""
        {
          "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "How is the weather?"},
            {"role": "assistant", "content": {{(family.IsEmpty ? "\"\"" : "null")}}, "tool_calls": [{"id": "{{CallId}}",
              "type": "function", "function": {"name": "get_weather", "arguments":
              {{(family.IsObject ? Arguments : JsonSerializer.Serialize(Arguments))}} } }]},
            {"role": "tool", "content": "12 °C", "tool_call_id": "{{CallId}}", "name": "get_weather"}
          ],
          "tools": {{Tools}},
          "add_generation_prompt": true,
          "bos_token": "{{TemplateFamily.Bos}}",
          "eos_token": "{{TemplateFamily.Eos}}"
        }
        """;

    /// <summary>One call in OpenAI's form.</summary>
    public static JsonElement Calls(string id, string arguments) => JsonSerializer.SerializeToElement(new[]
    {
        new { id, type = "function", function = new { name = "get_weather", arguments } },
    });
}
