namespace LightThinker.Training.Sequences;

/// <summary>
/// Spans that are attended in one call, padded to common sizes. Immutable. A span's keys are the permanent tokens before it,
/// then itself; row q of a span sees all of the former and the first q + 1 of the latter.
/// </summary>
/// <param name="Count">Spans in the group.</param>
/// <param name="Queries">Tokens of the longest span.</param>
/// <param name="Permanent">Permanent tokens before the span that has most of them.</param>
/// <param name="QueryIndex">Count × Queries: a token of the pack each, padded at the end with any token.</param>
/// <param name="KeyIndex">Count × (Permanent + Queries), padded at the start of the permanent part and at the end.</param>
/// <param name="PermanentCounts">How many of the permanent keys of each span are real; they are the last.</param>
internal sealed record AttentionGroup(
    int Count, int Queries, int Permanent, long[] QueryIndex, long[] KeyIndex, int[] PermanentCounts)
{
    public int Keys => Permanent + Queries;
}
