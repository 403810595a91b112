using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Usage;
using LightThinker.Server.Answers;
using LightThinker.Server.Errors;
using LightThinker.Server.Options;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Streams an answer as chat completion chunks. One per stream; not thread-safe.</summary>
internal sealed class ChunkWriter(
    ServerSentEvents events,
    CompletionIdentity identity,
    TokenReport tokens,
    ReasoningFields fields,
    bool includesUsage) : IAnswerWriter
{
    private readonly HashSet<int> _begun = [];

    /// <inheritdoc/>
    public void WriteStart() => Begin(0);

    /// <inheritdoc/>
    public void Write(AnswerDelta delta)
    {
        Begin(delta.Choice);
        WriteChoice(new ChunkChoice
        {
            Index = delta.Choice,
            Delta = Create(delta),
            Logprobs = delta.Part == AnswerPart.Reasoning ? null : tokens.Logprobs(delta.Tokens),
            TokenIds = delta.Tokens.Count == 0 ? null : tokens.Ids(delta.Tokens),
        });
    }

    /// <inheritdoc/>
    public void WriteFinish(ChoiceEnd end)
    {
        Begin(end.Choice);
        WriteChoice(
            new ChunkChoice { Index = end.Choice, Delta = new ChunkDelta(), FinishReason = Outcome.FinishReasonOf(end) },
            TimingsReport.Create([end.Result]));
    }

    /// <inheritdoc/>
    public void WriteEnd(IReadOnlyList<ChoiceEnd> ends)
    {
        if (includesUsage)
        {
            WriteChunk([], UsageReport.Create([.. ends.Select(static end => end.Result)]), timings: null);
        }

        events.WriteDone();
    }

    /// <inheritdoc/>
    public void WriteError(ApiError error) => events.WriteData(error.ToWire(), WireJson.Context.ErrorResponse);

    private ChunkDelta Create(AnswerDelta delta) => delta.Part switch
    {
        AnswerPart.Reasoning => new ChunkDelta
        {
            ReasoningContent = fields.HasFlag(ReasoningFields.ReasoningContent) ? delta.Text : null,
            Reasoning = fields.HasFlag(ReasoningFields.Reasoning) ? delta.Text : null,
        },
        AnswerPart.ToolCall => new ChunkDelta { ToolCalls = [Create(delta.Call!, delta.Text)] },
        _ => new ChunkDelta { Content = delta.Text },
    };

    private static ToolCallChunk Create(ToolCallPiece call, string arguments) => new()
    {
        Index = call.Index,
        Id = call.Id,
        Type = call.Id is null ? null : "function",
        Function = new FunctionCall { Name = call.Name, Arguments = arguments },
    };

    // The role is in each choice's first delta only.
    private void Begin(int choice)
    {
        if (_begun.Add(choice))
        {
            WriteChoice(new ChunkChoice { Index = choice, Delta = new ChunkDelta { Role = "assistant", Content = "" } });
        }
    }

    private void WriteChoice(ChunkChoice choice, Timings? timings = null) => WriteChunk([choice], usage: null, timings);

    private void WriteChunk(IReadOnlyList<ChunkChoice> choices, CompletionUsage? usage, Timings? timings)
    {
        if (includesUsage)
        {
            events.WriteData(
                new ChatCompletionUsageChunk
                {
                    Id = identity.Id,
                    Created = identity.Created,
                    Model = identity.Model,
                    SystemFingerprint = identity.SystemFingerprint,
                    Timings = timings,
                    Choices = choices,
                    Usage = usage,
                },
                WireJson.Context.ChatCompletionUsageChunk);
        }
        else
        {
            events.WriteData(
                new ChatCompletionChunk
                {
                    Id = identity.Id,
                    Created = identity.Created,
                    Model = identity.Model,
                    SystemFingerprint = identity.SystemFingerprint,
                    Timings = timings,
                    Choices = choices,
                },
                WireJson.Context.ChatCompletionChunk);
        }
    }
}
