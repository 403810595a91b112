using System.Buffers;

namespace LightThinker.Engine.Phases;

/// <summary>Decides when one sequence has reasoned enough. Engine thread only.</summary>
internal sealed class ReasoningBudget(ReasoningLimit limit)
{
    private static readonly SearchValues<byte> SentenceEnds = SearchValues.Create(".!?"u8);

    /// <summary>Whether the reasoning is to be closed behind a token.</summary>
    /// <param name="reasoningTokens">Tokens of reasoning sampled so far.</param>
    /// <param name="endsThought">Whether the token ends a thought.</param>
    /// <param name="text">What the token wrote.</param>
    /// <remarks>
    /// The end of a thought or line is waited for first; later that of a sentence will do, though a full stop may be a
    /// number's; in the end any place.
    /// </remarks>
    public bool IsSpent(int reasoningTokens, bool endsThought, ReadOnlySpan<byte> text) =>
        limit.Tokens == 0 || (reasoningTokens - limit.Tokens) switch
        {
            >= ReasoningLimit.Grace => true,
            >= ReasoningLimit.Grace / 2 => endsThought || text.Contains((byte)'\n') || text.ContainsAny(SentenceEnds),
            >= 0 => endsThought || text.Contains((byte)'\n'),
            _ => false,
        };
}
