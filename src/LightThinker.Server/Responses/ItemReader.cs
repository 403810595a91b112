using LightThinker.OpenAI.Responses;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>Validates the items of an input, and brings each into the form in which it is kept. Stateless.</summary>
internal static class ItemReader
{
    private static readonly string[] Roles = ["user", "assistant", "system", "developer"];
    private static readonly string[] MessageParts = ["input_text", "output_text", "refusal"];

    /// <param name="item">The item as it came; not a reference.</param>
    /// <param name="param">Where it came, for errors.</param>
    /// <returns>The item with type, id and status, its content a list; or what is wrong with it.</returns>
    public static (ResponseItem? Item, ApiError? Error) Read(ResponseItem item, string param)
    {
        string? type = item.Type ?? (item.Role is null ? null : ResponseItemTypes.Message);
        ApiError? error = type switch
        {
            null => ApiError.Missing($"{param}.type", $"'{param}.type' is missing; send 'message' with a role, for example."),
            ResponseItemTypes.Message => CheckMessage(item, param),
            ResponseItemTypes.Reasoning => CheckReasoning(item, param),
            ResponseItemTypes.FunctionCall => CheckCall(item, param),
            ResponseItemTypes.FunctionCallOutput => CheckResult(item, param),
            _ => ApiError.Unsupported(
                $"{param}.type",
                $"Items of type '{type}' are not supported: this server has no built-in tools. " +
                "Send messages, reasoning, function calls and their outputs."),
        };
        error ??= ItemFields.FindStray(item, type!, param);
        return error is not null
            ? (null, error)
            : (item with
            {
                Type = type,
                Id = string.IsNullOrEmpty(item.Id) ? ResponseIds.NewItem(type!) : item.Id,
                Status = item.Status ?? ResponseStatuses.Completed,
                Summary = type == ResponseItemTypes.Reasoning ? item.Summary ?? [] : null,
                Content = item.Content is { Text: { } text } ? AsParts(text, item.Role) : item.Content,
                Others = null,
            }, null);
    }

    private static ResponseContent AsParts(string text, string? role) => new(
        [role == "assistant"
            ? new ResponseContentPart { Type = "output_text", Text = text, Annotations = [], Logprobs = [] }
            : new ResponseContentPart { Type = "input_text", Text = text }]);

    private static ApiError? CheckMessage(ResponseItem item, string param)
    {
        if (item.Role is null)
        {
            return ApiError.Missing($"{param}.role", $"'{param}.role' is missing; send one of {string.Join(", ", Roles)}.");
        }

        if (!Roles.Contains(item.Role))
        {
            return ApiError.InvalidValue(
                $"{param}.role",
                $"Invalid '{param}.role': '{item.Role}' is not a role; send one of {string.Join(", ", Roles)}.");
        }

        if (item.Content is null)
        {
            return ApiError.Missing($"{param}.content", $"'{param}.content' is missing; send a string or a list of parts.");
        }

        return item.Content.Parts?.Count == 0 && item.Role != "assistant"
            ? ApiError.InvalidValue($"{param}.content", $"'{param}.content' is an empty list; send at least one part.")
            : CheckParts(item.Content.Parts, $"{param}.content", MessageParts);
    }

    private static ApiError? CheckReasoning(ResponseItem item, string param)
    {
        bool isForeign = item.Content is null && item.EncryptedContent is { } seal && ReasoningSeal.Open(seal) is null;
        return isForeign
            ? ApiError.InvalidValue(
                $"{param}.encrypted_content",
                $"'{param}.encrypted_content' was not written by this server; leave the item out or send its 'content'.")
            : CheckParts(item.Summary, $"{param}.summary", "summary_text")
                ?? CheckParts(item.Content?.Parts, $"{param}.content", "reasoning_text");
    }

    private static ApiError? CheckCall(ResponseItem item, string param) =>
        Require(item.CallId, $"{param}.call_id")
        ?? Require(item.Name, $"{param}.name")
        ?? Require(item.Arguments, $"{param}.arguments");

    private static ApiError? CheckResult(ResponseItem item, string param) =>
        Require(item.CallId, $"{param}.call_id")
        ?? Require(item.Output, $"{param}.output")
        ?? CheckParts(item.Output!.Parts, $"{param}.output", "input_text");

    private static ApiError? Require(object? value, string param) =>
        value is null ? ApiError.Missing(param, $"'{param}' is missing.") : null;

    private static ApiError? CheckParts(
        IReadOnlyList<ResponseContentPart?>? parts,
        string param,
        params ReadOnlySpan<string> types)
    {
        for (int i = 0; i < parts?.Count; i++)
        {
            if (CheckPart(parts[i], $"{param}[{i}]", types) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckPart(ResponseContentPart? part, string param, ReadOnlySpan<string> types)
    {
        if (part is null)
        {
            return ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type");
        }

        string allowed = string.Join(", ", types.ToArray());
        if (part.Type is null)
        {
            return ApiError.Missing($"{param}.type", $"'{param}.type' is missing; send one of {allowed}.");
        }

        if (!types.Contains(part.Type))
        {
            return ApiError.Unsupported(
                $"{param}.type",
                $"Parts of type '{part.Type}' are not supported here: this model reads text only. Send one of {allowed}.");
        }

        string field = part.Type == "refusal" ? "refusal" : "text";
        return (part.Type == "refusal" ? part.Refusal : part.Text) is null
            ? ApiError.Missing($"{param}.{field}", $"'{param}.{field}' is missing.")
            : FieldPolicy.FindUnknown(part.Others, param, "prompt_cache_breakpoint");
    }
}
