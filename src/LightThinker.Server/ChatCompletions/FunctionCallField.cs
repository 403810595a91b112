using System.Text.Json;
using LightThinker.OpenAI.Chat;

namespace LightThinker.Server.ChatCompletions;

/// <summary>The call in an assistant's message in the form that came before tools; templates see it as a tool call. Stateless.</summary>
internal static class FunctionCallField
{
    public const string Name = "function_call";

    /// <summary>Whether a value is a call: a name and arguments, both strings.</summary>
    public static bool IsCall(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object &&
        value.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String &&
        value.TryGetProperty("arguments", out JsonElement arguments) && arguments.ValueKind == JsonValueKind.String;

    /// <summary>The call of a checked message as the list of its tool calls; null for none.</summary>
    public static JsonElement? ToToolCalls(ChatMessage message) =>
        message.Others?.TryGetValue(Name, out JsonElement call) == true && call.ValueKind == JsonValueKind.Object
            ? JsonDocument.Parse($$"""
                [{"id":{{call.GetProperty("name").GetRawText()}},"type":"function","function":{{call.GetRawText()}} }]
                """).RootElement
            : null;
}
