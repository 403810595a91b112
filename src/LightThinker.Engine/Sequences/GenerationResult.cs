using LightThinker.Engine.Compression;

namespace LightThinker.Engine.Sequences;

/// <summary>How a generation ended and what it used. Immutable.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="CompletionTokens">Tokens sampled: splits and the end token count, forced tokens do not.</param>
/// <param name="ReasoningTokens">Those of them that were sampled while reasoning, delimiters included.</param>
/// <param name="Context">What was held in the KV cache.</param>
/// <param name="Error">What went wrong; null unless the reason is <see cref="FinishReason.Failed"/>.</param>
public sealed record GenerationResult(
    FinishReason Reason,
    int PromptTokens,
    int CompletionTokens,
    int ReasoningTokens,
    ContextUsage Context,
    string? Error)
{
    /// <summary>Where its time went; all zero where it never ran.</summary>
    public GenerationTiming Timing { get; init; }

    /// <summary>The stop string before which the answer ends; null where none appeared.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>The result of a request that ended before it ran.</summary>
    internal static GenerationResult Unstarted(GenerationRequest request, FinishReason reason, string? error) => new(
        reason, 0, 0, 0, new ContextUsage(request.Compression.Method, 0, 0, 0, 0, request.Prompt.Count, 0), error);
}
