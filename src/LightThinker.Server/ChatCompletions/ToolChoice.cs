using System.Text.Json;
using LightThinker.Server.Errors;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Which tools an answer may or must call. Immutable.</summary>
/// <param name="Allowed">Names; empty where none may be called.</param>
/// <param name="MustCall">Whether one has to be.</param>
internal sealed record ToolChoice(IReadOnlyCollection<string> Allowed, bool MustCall)
{
    private const string Field = "tool_choice";

    /// <param name="wire">The field as it came.</param>
    /// <param name="names">Names of the request's tools.</param>
    /// <returns>The choice, or what is wrong with it.</returns>
    public static (ToolChoice? Choice, ApiError? Error) Read(JsonElement? wire, IReadOnlyList<string> names)
    {
        if (wire is not { ValueKind: not JsonValueKind.Null } value)
        {
            return (new ToolChoice(names, MustCall: false), null);
        }

        (ToolChoice? choice, ApiError? error) = value.ValueKind switch
        {
            JsonValueKind.String => ReadWord(value.GetString()!, names),
            JsonValueKind.Object => ReadObject(value, names),
            _ => (null, Malformed()),
        };
        return choice is { MustCall: true, Allowed.Count: 0 }
            ? (null, ApiError.InvalidValue(Field, $"'{Field}' asks for a call, but there is no tool that may be called; send some in 'tools'."))
            : (choice, error);
    }

    private static (ToolChoice? Choice, ApiError? Error) ReadWord(string word, IReadOnlyList<string> names) => word switch
    {
        "none" => (new ToolChoice([], MustCall: false), null),
        "auto" => (new ToolChoice(names, MustCall: false), null),
        "required" => (new ToolChoice(names, MustCall: true), null),
        _ => (null, Malformed()),
    };

    private static (ToolChoice? Choice, ApiError? Error) ReadObject(JsonElement value, IReadOnlyList<string> names)
    {
        switch (Text(value, "type"))
        {
            case "function":
                return NameOf(value) is { } name
                    ? CheckNames(new ToolChoice([name], MustCall: true), names)
                    : (null, Malformed());
            case "allowed_tools" when Member(value, "allowed_tools") is { ValueKind: JsonValueKind.Object } allowed
                && Text(allowed, "mode") is ("auto" or "required") and var mode
                && Member(allowed, "tools") is { ValueKind: JsonValueKind.Array } tools:
                string?[] allowedNames = [.. tools.EnumerateArray().Select(NameOf)];
                return allowedNames.Contains(null)
                    ? (null, Malformed())
                    : CheckNames(new ToolChoice([.. allowedNames.OfType<string>()], mode == "required"), names);
            default:
                return (null, Malformed());
        }
    }

    private static (ToolChoice? Choice, ApiError? Error) CheckNames(ToolChoice choice, IReadOnlyList<string> names) =>
        choice.Allowed.FirstOrDefault(name => !names.Contains(name)) is { } unknown
            ? (null, ApiError.InvalidValue(Field, $"Invalid '{Field}': there is no function '{unknown}' in 'tools'."))
            : (choice, null);

    private static string? NameOf(JsonElement tool) =>
        Member(tool, "function") is { ValueKind: JsonValueKind.Object } function ? Text(function, "name") : null;

    private static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? member : null;

    private static string? Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static ApiError Malformed() => ApiError.InvalidValue(
        Field,
        $"Invalid '{Field}': send 'none', 'auto', 'required' or {{\"type\": \"function\", \"function\": {{\"name\": …}}}}.");
}
