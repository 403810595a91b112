using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Errors;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>Writes the events of one response's stream, numbered through. One per stream; not thread-safe.</summary>
internal sealed class ResponseEvents(ServerSentEvents events)
{
    private static readonly ResponsesJsonContext Json = ResponsesJson.Context;

    private int _next;

    /// <summary>The response began or ended.</summary>
    public void State(string type, Response response) => events.WriteEvent(
        type,
        new ResponseStateEvent { Type = type, SequenceNumber = _next++, Response = response },
        Json.ResponseStateEvent);

    /// <summary>An item begins, and with it the one part of its content.</summary>
    /// <param name="item">The item.</param>
    /// <param name="index">Its place in the output.</param>
    public void Begin(OutputItem item, int index)
    {
        Item(ResponseEventTypes.OutputItemAdded, item.Begin(), index);
        if (item.Kind != AnswerPart.ToolCall)
        {
            Part(ResponseEventTypes.ContentPartAdded, item, index, item.BeginPart());
        }
    }

    /// <summary>There is more of an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="index">Its place in the output.</param>
    /// <param name="text">What is new; may be empty beside tokens.</param>
    /// <param name="logprobs">The new text's tokens.</param>
    public void Delta(OutputItem item, int index, string text, IReadOnlyList<TokenLogprobEntry> logprobs)
    {
        string type = item.Kind switch
        {
            AnswerPart.Reasoning => ResponseEventTypes.ReasoningTextDelta,
            AnswerPart.ToolCall => ResponseEventTypes.ArgumentsDelta,
            _ => ResponseEventTypes.OutputTextDelta,
        };
        events.WriteEvent(
            type,
            new OutputDeltaEvent
            {
                Type = type,
                SequenceNumber = _next++,
                ItemId = item.Id,
                OutputIndex = index,
                ContentIndex = ContentIndexOf(item),
                Delta = text,
                Logprobs = LogprobsOf(item, logprobs),
            },
            Json.OutputDeltaEvent);
    }

    /// <summary>An item is whole.</summary>
    /// <param name="item">The item.</param>
    /// <param name="index">Its place in the output.</param>
    /// <param name="whole">The item as it ended.</param>
    public void End(OutputItem item, int index, ResponseItem whole)
    {
        if (item.Kind == AnswerPart.ToolCall)
        {
            ArgumentsDone(item, index);
        }
        else
        {
            TextDone(item, index);
            Part(ResponseEventTypes.ContentPartDone, item, index, item.Part());
        }

        Item(ResponseEventTypes.OutputItemDone, whole, index);
    }

    /// <summary>The stream breaks off.</summary>
    public void Error(ApiError error)
    {
        ErrorBody body = error.ToWire().Error;
        events.WriteEvent(
            ResponseEventTypes.Error,
            new ResponseErrorEvent
            {
                Type = ResponseEventTypes.Error,
                SequenceNumber = _next++,
                Code = body.Code,
                Message = body.Message,
                Param = body.Param,
            },
            Json.ResponseErrorEvent);
    }

    private void Item(string type, ResponseItem item, int index) => events.WriteEvent(
        type,
        new OutputItemEvent { Type = type, SequenceNumber = _next++, OutputIndex = index, Item = item },
        Json.OutputItemEvent);

    private void Part(string type, OutputItem item, int index, ResponseContentPart part) => events.WriteEvent(
        type,
        new ContentPartEvent
        {
            Type = type,
            SequenceNumber = _next++,
            ItemId = item.Id,
            OutputIndex = index,
            ContentIndex = 0,
            Part = part,
        },
        Json.ContentPartEvent);

    private void TextDone(OutputItem item, int index)
    {
        bool isReasoning = item.Kind == AnswerPart.Reasoning;
        string type = isReasoning ? ResponseEventTypes.ReasoningTextDone : ResponseEventTypes.OutputTextDone;
        events.WriteEvent(
            type,
            new TextDoneEvent
            {
                Type = type,
                SequenceNumber = _next++,
                ItemId = item.Id,
                OutputIndex = index,
                ContentIndex = 0,
                Text = item.Text,
                Logprobs = LogprobsOf(item, item.Logprobs),
            },
            Json.TextDoneEvent);
    }

    private void ArgumentsDone(OutputItem item, int index) => events.WriteEvent(
        ResponseEventTypes.ArgumentsDone,
        new ArgumentsDoneEvent
        {
            Type = ResponseEventTypes.ArgumentsDone,
            SequenceNumber = _next++,
            ItemId = item.Id,
            OutputIndex = index,
            Name = item.Function!,
            Arguments = item.Text,
        },
        Json.ArgumentsDoneEvent);

    // Only of texts, and without the bytes that a part has beside them.
    private static IReadOnlyList<EventLogprob>? LogprobsOf(OutputItem item, IReadOnlyList<TokenLogprobEntry> entries) =>
        item.Kind != AnswerPart.Content ? null : [.. entries.Select(static entry => new EventLogprob
        {
            Token = entry.Token,
            Logprob = entry.Logprob,
            TopLogprobs = [.. entry.TopLogprobs.Select(static top => new EventTopLogprob
            {
                Token = top.Token,
                Logprob = top.Logprob,
            })],
        })];

    // A call's arguments are not a part of a content.
    private static int? ContentIndexOf(OutputItem item) => item.Kind == AnswerPart.ToolCall ? null : 0;
}
