using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Usage;
using LightThinker.Server.Answers;
using LightThinker.Server.Errors;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Streams an answer as chat completion chunks. One per stream; not thread-safe.</summary>
internal sealed class ChunkWriter(ServerSentEvents events, CompletionIdentity identity, bool includesUsage) : IAnswerWriter
{
    private readonly HashSet<int> _begun = [];

    /// <inheritdoc/>
    public void WriteStart() => Begin(0);

    /// <inheritdoc/>
    public void Write(AnswerDelta delta)
    {
        Begin(delta.Choice);
        Write(delta.Choice, delta.Part == AnswerPart.Reasoning
            ? new ChunkDelta { ReasoningContent = delta.Text, Reasoning = delta.Text }
            : new ChunkDelta { Content = delta.Text });
    }

    /// <inheritdoc/>
    public void WriteFinish(ChoiceEnd end)
    {
        Begin(end.Choice);
        Write(end.Choice, new ChunkDelta(), Outcome.FinishReasonOf(end));
    }

    /// <inheritdoc/>
    public void WriteEnd(IReadOnlyList<ChoiceEnd> ends)
    {
        if (includesUsage)
        {
            WriteChunk([], UsageReport.Create([.. ends.Select(static end => end.Result)]));
        }

        events.WriteDone();
    }

    /// <inheritdoc/>
    public void WriteError(ApiError error) => events.WriteData(error.ToWire(), WireJson.Context.ErrorResponse);

    // The role is in each choice's first delta only.
    private void Begin(int choice)
    {
        if (_begun.Add(choice))
        {
            Write(choice, new ChunkDelta { Role = "assistant", Content = "" });
        }
    }

    private void Write(int choice, ChunkDelta delta, string? finishReason = null) =>
        WriteChunk([new ChunkChoice { Index = choice, Delta = delta, FinishReason = finishReason }], usage: null);

    private void WriteChunk(IReadOnlyList<ChunkChoice> choices, CompletionUsage? usage)
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
                    Choices = choices,
                },
                WireJson.Context.ChatCompletionChunk);
        }
    }
}
