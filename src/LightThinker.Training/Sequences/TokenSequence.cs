namespace LightThinker.Training.Sequences;

/// <summary>
/// One conversation as tokens with what may be seen from where. Immutable.
/// </summary>
/// <remarks>
/// A token is <i>permanent</i> (prompt, cache tokens, resume tokens, answer) or belongs to one thought, which later tokens
/// cannot see (arXiv 2502.15589, section 3). So each token attends to the permanent tokens before its own span, and within the span
/// to itself and what precedes it; no mask over the whole sequence is ever needed.
/// </remarks>
internal sealed record TokenSequence
{
    public required int[] Tokens { get; init; }

    /// <summary>Whether the token is to be predicted from the one before it.</summary>
    public required bool[] IsLabel { get; init; }

    /// <summary>The spans, which cover the sequence without gaps.</summary>
    public required IReadOnlyList<TokenSpan> Spans { get; init; }

    /// <summary>Whether each token can be seen from spans after its own.</summary>
    public required bool[] IsPermanent { get; init; }

    public int Length => Tokens.Length;
}
