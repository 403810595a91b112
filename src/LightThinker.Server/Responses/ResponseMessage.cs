using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>
/// One message of a chat, put together from items: an assistant's has its reasoning, its text and its calls, which are items
/// of their own in this protocol. Not thread-safe.
/// </summary>
internal sealed class ResponseMessage(string role, string param)
{
    public string Role { get; } = role;

    /// <summary>The request field that its first item came with.</summary>
    public string Param { get; } = param;

    /// <summary>Null while it has none.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>Null where it has none.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Of a tool's message: the call that it answers.</summary>
    public string? ToolCallId { get; init; }

    public IReadOnlyList<ResponseItem> Calls { get; init; } = [];

    /// <summary>The messages that items make, with the instructions first.</summary>
    public static IReadOnlyList<ResponseMessage> Create(string? instructions, IReadOnlyList<SourcedItem> items)
    {
        var messages = new List<ResponseMessage>();
        if (instructions is not null)
        {
            messages.Add(new ResponseMessage("system", "instructions") { Texts = [instructions] });
        }

        foreach ((ResponseItem item, string param) in items)
        {
            ResponseMessage? last = messages.LastOrDefault();
            ResponseMessage? merged = last?.Role == "assistant" ? last.TryMerge(item) : null;
            if (merged is not null)
            {
                messages[^1] = merged;
            }
            else
            {
                messages.Add(Create(item, param));
            }
        }

        return messages;
    }

    private static ResponseMessage Create(ResponseItem item, string param) => item.Type switch
    {
        ResponseItemTypes.Reasoning => new ResponseMessage("assistant", param) { Reasoning = ReasoningOf(item) },
        ResponseItemTypes.FunctionCall => new ResponseMessage("assistant", param) { Calls = [item] },
        ResponseItemTypes.FunctionCallOutput => new ResponseMessage("tool", param)
        {
            ToolCallId = item.CallId,
            Texts = TextsOf(item.Output!),
        },
        _ => new ResponseMessage(item.Role!, param) { Texts = TextsOf(item.Content!) },
    };

    // Reasoning comes before the text, the text before the calls; what comes in another order is a message of its own.
    private ResponseMessage? TryMerge(ResponseItem item)
    {
        if (item.Type == ResponseItemTypes.FunctionCall)
        {
            return With(calls: [.. Calls, item]);
        }

        if (item is { Type: ResponseItemTypes.Message, Role: "assistant" } && Texts is null && Calls.Count == 0)
        {
            return With(texts: TextsOf(item.Content!));
        }

        return item.Type == ResponseItemTypes.Reasoning && Texts is null && Calls.Count == 0
            ? With(reasoning: Reasoning + "\n\n" + ReasoningOf(item))
            : null;
    }

    private ResponseMessage With(
        IReadOnlyList<string>? texts = null,
        string? reasoning = null,
        IReadOnlyList<ResponseItem>? calls = null) => new(Role, Param)
        {
            Texts = texts ?? Texts,
            Reasoning = reasoning ?? Reasoning,
            Calls = calls ?? Calls,
        };

    private static List<string> TextsOf(ResponseContent content) =>
        content.Text is { } text ? [text] : [.. content.Parts!.Select(static part => part!.Text ?? part.Refusal!)];

    private static string? ReasoningOf(ResponseItem item)
    {
        if (item.Content is not null)
        {
            return string.Join("\n\n", TextsOf(item.Content));
        }

        if (item.EncryptedContent is { } seal)
        {
            return ReasoningSeal.Open(seal);
        }

        return item.Summary is { Count: > 0 } summary
            ? string.Join("\n\n", summary.Select(static part => part!.Text))
            : null;
    }
}
