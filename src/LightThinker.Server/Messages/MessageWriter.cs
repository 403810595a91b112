using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.Answers;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>Streams an answer as the events of a message. One per stream; not thread-safe.</summary>
internal sealed class MessageWriter(ServerSentEvents events, MessageIdentity identity) : IAnswerWriter
{
    // The block that is open: what it holds and, of calls, which it is.
    private (AnswerPart Part, int Call)? _open;
    private int _index = -1;

    /// <inheritdoc/>
    public void WriteStart()
    {
        events.WriteEvent(
            "message_start",
            new MessageStartEvent
            {
                Message = new MessagesAnswer
                {
                    Id = identity.Id,
                    Model = identity.Model,
                    Content = [],
                    Usage = new MessagesUsage { InputTokens = identity.PromptTokens, OutputTokens = 0 },
                },
            },
            AnthropicJson.Context.MessageStartEvent);
        events.WriteEvent("ping", new PingEvent(), AnthropicJson.Context.PingEvent);
    }

    /// <inheritdoc/>
    public void Write(AnswerDelta delta)
    {
        var block = (delta.Part, delta.Call?.Index ?? 0);
        if (_open != block)
        {
            CloseBlock();
            OpenBlock(delta);
            _open = block;
        }

        if (delta.Text.Length > 0 && !(identity.OmitsThinking && delta.Part == AnswerPart.Reasoning))
        {
            WriteDelta(delta.Part switch
            {
                AnswerPart.Reasoning => new ThinkingDelta { Thinking = delta.Text },
                AnswerPart.Content => new TextDelta { Text = delta.Text },
                _ => new InputJsonDelta { PartialJson = delta.Text },
            });
        }
    }

    /// <inheritdoc/>
    public void WriteFinish(ChoiceEnd end)
    {
        CloseBlock();
        events.WriteEvent(
            "message_delta",
            new MessageDeltaEvent
            {
                Delta = new MessageEnd
                {
                    StopReason = MessageOutcome.StopReasonOf(end),
                    StopSequence = end.Result.StoppedBy,
                },
                Usage = MessageOutcome.UsageOf(end),
            },
            AnthropicJson.Context.MessageDeltaEvent);
    }

    /// <inheritdoc/>
    public void WriteEnd(IReadOnlyList<ChoiceEnd> ends) =>
        events.WriteEvent("message_stop", new MessageStopEvent(), AnthropicJson.Context.MessageStopEvent);

    /// <inheritdoc/>
    public void WriteError(ApiError error) => events.WriteEvent(
        "error",
        MessagesErrors.Create(error, identity.RequestId),
        AnthropicJson.Context.MessagesErrorResponse);

    private void OpenBlock(AnswerDelta delta)
    {
        _index++;
        events.WriteEvent(
            "content_block_start",
            new ContentBlockStartEvent
            {
                Index = _index,
                ContentBlock = delta.Part switch
                {
                    AnswerPart.Reasoning => new ThinkingBlock { Thinking = "", Signature = "" },
                    AnswerPart.Content => new TextBlock { Text = "" },
                    _ => new ToolUseBlock { Id = delta.Call!.Id!, Name = delta.Call.Name!, Input = MessageFormat.NoArguments },
                },
            },
            AnthropicJson.Context.ContentBlockStartEvent);
    }

    private void CloseBlock()
    {
        if (_open is not { } open)
        {
            return;
        }

        if (open.Part == AnswerPart.Reasoning)
        {
            WriteDelta(new SignatureDelta { Signature = MessageFormat.Signature });
        }

        events.WriteEvent(
            "content_block_stop",
            new ContentBlockStopEvent { Index = _index },
            AnthropicJson.Context.ContentBlockStopEvent);
        _open = null;
    }

    private void WriteDelta(BlockDelta delta) => events.WriteEvent(
        "content_block_delta",
        new ContentBlockDeltaEvent { Index = _index, Delta = delta },
        AnthropicJson.Context.ContentBlockDeltaEvent);
}
