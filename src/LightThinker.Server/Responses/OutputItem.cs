using System.Text;
using System.Text.Json;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;

namespace LightThinker.Server.Responses;

/// <summary>One item of an output, while it is written. Not thread-safe.</summary>
/// <param name="kind">What it holds.</param>
/// <param name="call">The first piece of its call; null unless it holds one.</param>
/// <param name="details">What it has beyond its text.</param>
internal sealed class OutputItem(AnswerPart kind, ToolCallPiece? call, OutputDetails details)
{
    private readonly StringBuilder _text = new();
    private readonly List<TokenLogprobEntry> _logprobs = [];

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

    /// <summary>The tokens of its text so far; empty unless it is a message and they were asked for.</summary>
    public IReadOnlyList<TokenLogprobEntry> Logprobs => _logprobs;

    /// <summary>The called function; null unless the item is a call.</summary>
    public string? Function => call?.Name;

    /// <summary>All items of a whole answer.</summary>
    public static IReadOnlyList<OutputItem> CreateAll(ChoiceAnswer answer, OutputDetails details)
    {
        var items = new List<OutputItem>();
        foreach (ChoicePart part in answer.Parts)
        {
            var item = new OutputItem(part.Kind, part.Call, details);
            item.Append(part.Text, part.Tokens);
            items.Add(item);
        }

        // There is always something to show: where there is nothing else, a message without text.
        return items.Count > 0 ? items : [new OutputItem(AnswerPart.Content, call: null, details)];
    }

    /// <summary>Takes the next piece of it.</summary>
    /// <param name="text">May be empty.</param>
    /// <param name="tokens">Those of the piece.</param>
    /// <returns>What is new in <see cref="Logprobs"/>.</returns>
    public IReadOnlyList<TokenLogprobEntry> Append(string text, IReadOnlyList<WrittenToken> tokens)
    {
        _text.Append(text);
        IReadOnlyList<TokenLogprobEntry> entries =
            Kind == AnswerPart.Content ? details.Tokens.Logprobs(tokens)?.Content ?? [] : [];
        _logprobs.AddRange(entries);
        return entries;
    }

    /// <summary>Whether a piece of the answer belongs to this item.</summary>
    public bool Takes(AnswerDelta delta) =>
        delta.Part == Kind && (Kind != AnswerPart.ToolCall || delta.Call!.Index == call!.Index);

    /// <summary>The one part of its content as it begins; a call has none.</summary>
    public ResponseContentPart BeginPart() => CreatePart("", []);

    /// <summary>The one part of its content as it is by now.</summary>
    public ResponseContentPart Part() => CreatePart(Text, _logprobs);

    /// <summary>The item as it begins, without its content.</summary>
    public ResponseItem Begin() => Create(ResponseStatuses.InProgress, parts: [], arguments: "", seal: null);

    /// <summary>The whole item.</summary>
    /// <param name="status">How it ended.</param>
    public ResponseItem End(string status) => Create(
        status,
        parts: [Part()],
        arguments: Text,
        seal: details.IsSealed ? ReasoningSeal.Seal(Text) : null);

    private ResponseContentPart CreatePart(string text, IReadOnlyList<TokenLogprobEntry> logprobs) =>
        Kind == AnswerPart.Reasoning
            ? new ResponseContentPart { Type = "reasoning_text", Text = text }
            : new ResponseContentPart
            {
                Type = "output_text",
                Text = text,
                Annotations = [],
                Logprobs = [.. logprobs.Select(static entry =>
                    JsonSerializer.SerializeToElement(entry, WireJson.Context.TokenLogprobEntry))],
            };

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
