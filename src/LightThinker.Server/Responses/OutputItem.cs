using System.Text;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;

namespace LightThinker.Server.Responses;

/// <summary>One item of an output, while it is written. Not thread-safe.</summary>
/// <param name="kind">What it holds.</param>
/// <param name="call">The first piece of its call; null unless it holds one.</param>
/// <param name="isSealed">Whether reasoning comes in a form of this server's own as well.</param>
internal sealed class OutputItem(AnswerPart kind, ToolCallPiece? call, bool isSealed)
{
    private readonly StringBuilder _text = new();

    public AnswerPart Kind { get; } = kind;

    public string Type { get; } = kind switch
    {
        AnswerPart.Reasoning => ResponseItemTypes.Reasoning,
        AnswerPart.ToolCall => ResponseItemTypes.FunctionCall,
        _ => ResponseItemTypes.Message,
    };

    public string Id => field ??= ResponseIds.NewItem(Type);

    /// <summary>What was written so far; of a call, its arguments.</summary>
    public string Text => _text.ToString();

    /// <summary>The called function; null unless the item is a call.</summary>
    public string? Function => call?.Name;

    /// <summary>All items of a whole answer.</summary>
    public static IReadOnlyList<OutputItem> CreateAll(ChoiceAnswer answer, bool isSealed)
    {
        var items = new List<OutputItem>();
        if (answer.Reasoning.Length > 0)
        {
            items.Add(new OutputItem(AnswerPart.Reasoning, call: null, isSealed).Append(answer.Reasoning));
        }

        // There is always something to show: where there is nothing else, a message without text.
        if (answer.Content.Length > 0 || items.Count + answer.ToolCalls.Count == 0)
        {
            items.Add(new OutputItem(AnswerPart.Content, call: null, isSealed).Append(answer.Content));
        }

        for (int i = 0; i < answer.ToolCalls.Count; i++)
        {
            ToolCallAnswer called = answer.ToolCalls[i];
            var piece = new ToolCallPiece(i, called.Id, called.Name);
            items.Add(new OutputItem(AnswerPart.ToolCall, piece, isSealed).Append(called.Arguments));
        }

        return items;
    }

    public OutputItem Append(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Whether a piece of the answer belongs to this item.</summary>
    public bool Takes(AnswerDelta delta) =>
        delta.Part == Kind && (Kind != AnswerPart.ToolCall || delta.Call!.Index == call!.Index);

    /// <summary>The one part of its content; a call has none.</summary>
    /// <param name="text">The part's text.</param>
    public ResponseContentPart Part(string text) => Kind == AnswerPart.Reasoning
        ? new ResponseContentPart { Type = "reasoning_text", Text = text }
        : new ResponseContentPart { Type = "output_text", Text = text, Annotations = [], Logprobs = [] };

    /// <summary>The item as it begins, without its content.</summary>
    public ResponseItem Begin() => Create(ResponseStatuses.InProgress, parts: [], arguments: "", seal: null);

    /// <summary>The whole item.</summary>
    /// <param name="status">How it ended.</param>
    public ResponseItem End(string status) => Create(
        status,
        parts: [Part(Text)],
        arguments: Text,
        seal: isSealed ? ReasoningSeal.Seal(Text) : null);

    private ResponseItem Create(string status, IReadOnlyList<ResponseContentPart> parts, string arguments, string? seal)
    {
        var item = new ResponseItem { Type = Type, Id = Id, Status = status };
        return Kind switch
        {
            AnswerPart.Reasoning => item with
            {
                Summary = [],
                Content = new ResponseContent(parts),
                EncryptedContent = seal,
            },
            AnswerPart.ToolCall => item with { CallId = call!.Id, Name = call.Name, Arguments = arguments },
            _ => item with { Role = "assistant", Content = new ResponseContent(parts) },
        };
    }
}
