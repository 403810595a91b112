using LightThinker.Chat.Reasoning;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>Writes one answer's chunks. One per stream; not thread-safe.</summary>
internal sealed class ChunkWriter(ServerSentEvents events, CompletionIdentity identity, bool includesUsage)
{
    public void WriteRole() => Write(new ChunkDelta { Role = "assistant", Content = "" });

    /// <summary>Writes new text; nothing where there is none.</summary>
    public void WriteText(ReasoningDelta delta)
    {
        if (delta.Text.Length == 0)
        {
            return;
        }

        Write(delta.Section == ReasoningSection.Reasoning
            ? new ChunkDelta { ReasoningContent = delta.Text, Reasoning = delta.Text }
            : new ChunkDelta { Content = delta.Text });
    }

    /// <summary>Writes how the answer ended, and what it used where the client asked for that.</summary>
    public void WriteEnd(GenerationResult result)
    {
        if (Outcome.ErrorOf(result) is { } error)
        {
            WriteError(error);
            return;
        }

        Write(new ChunkDelta(), Outcome.FinishReasonOf(result));
        if (includesUsage)
        {
            WriteChunk([], result);
        }

        events.WriteDone();
    }

    // No [DONE] follows, so that no client takes the answer for a whole one.
    private void WriteError(ApiError error) => events.WriteData(error.ToWire(), WireJson.Context.ErrorResponse);

    private void Write(ChunkDelta delta, string? finishReason = null) =>
        WriteChunk([new ChunkChoice { Index = 0, Delta = delta, FinishReason = finishReason }], result: null);

    private void WriteChunk(IReadOnlyList<ChunkChoice> choices, GenerationResult? result)
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
                    Usage = result is null ? null : UsageReport.Create(result),
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
