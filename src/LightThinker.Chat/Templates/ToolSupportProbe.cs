using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>
/// Finds out how a template wants tools, by rendering small conversations and looking at what came out: templates do not
/// say it, and they are too different to be searched. One thread at a time.
/// </summary>
/// <param name="render">Renders a conversation as it is; null where the template does not take it.</param>
internal sealed class ToolSupportProbe(Func<TemplateInput, string?> render)
{
    private const string Function = "probe_function";
    private const string Value = "probe_value";
    private const string AsObject = """{"probe_argument": "probe_value"}""";
    private const string AsText = """
        "{\"probe_argument\": \"probe_value\"}"
        """;
    private const string ShortId = "abcdefghi";
    private const string LongId = "call_abcdefghijklmnop";

    private static readonly Dictionary<string, JsonElement> NoArguments = [];

    private static readonly JsonElement Tools = JsonElement.Parse(
        """
        [{"type": "function", "function": {"name": "probe_function", "description": "Probes.", "parameters":
        {"type": "object", "properties": {"probe_argument": {"type": "string", "description": "Any."}},
        "required": ["probe_argument"]}}}]
        """);

    public ToolSupport Run()
    {
        // The text comes first: it is exactly what the model wrote. So does no content: some templates tell by it.
        Form[] forms = [new(false, false), new(true, false), new(false, true), new(true, true)];
        var best = forms[0];
        var (bestQuality, bestWords) = (int.MinValue, 0);
        foreach (var form in forms)
        {
            var text = Render(form, ShortId);
            var (quality, words) = (QualityOf(text), WordsForNothingIn(text));
            if (quality > bestQuality || (quality == bestQuality && words < bestWords))
            {
                (best, bestQuality, bestWords) = (form, quality, words);
            }
        }

        var greeting = render(Input([new ChatMessage("user", "Hi")]));
        return new ToolSupport(
            ShowsTools: greeting?.Contains(Function, StringComparison.Ordinal) == true,
            best.IsObject,
            best.IsEmpty,
            ShortIds: bestQuality >= 0 && Render(best, LongId) is null);
    }

    private string? Render(Form form, string id)
    {
        var calls = JsonElement.Parse(
            $$$"""
            [{"id": "{{{id}}}", "type": "function",
              "function": {"name": "{{{Function}}}", "arguments": {{{(form.IsObject ? AsObject : AsText)}}}}}]
            """);
        ChatMessage[] messages =
        [
            new("user", "Hi"),
            new("assistant", form.IsEmpty ? "" : null) { ToolCalls = calls },
            new("tool", "Done") { ToolCallId = id, Name = Function },
        ];

        // Some take calls but no answers to them.
        return render(Input(messages)) ?? render(Input(messages[..2]));
    }

    private static TemplateInput Input(ChatMessage[] messages) =>
        new(messages, AddGenerationPrompt: false, NoArguments, Tools);

    /// <summary>3 for arguments as JSON, 2 in a form of the template's own, 1 as JSON in a JSON text, 0 for none.</summary>
    private static int QualityOf(string? text)
    {
        var at = text?.IndexOf(Value, StringComparison.Ordinal) ?? -1;
        return text is null ? -1
            : at < 0 ? 0
            : text.Contains($"\"{Value}\"", StringComparison.Ordinal) ? 3
            : text.Contains($"{Value}\\\"", StringComparison.Ordinal) ? 1
            : 2;
    }

    private static int WordsForNothingIn(string? text) =>
        text is null ? 0 : text.Split("None").Length + text.Split("null").Length;

    private readonly record struct Form(bool IsObject, bool IsEmpty);
}
