namespace LightThinker.Training.Sequences;

/// <summary>Where a token's result is among those of all groups, span after span. Immutable.</summary>
/// <param name="SpanStart">Rows of the spans before its own, padding included.</param>
/// <param name="SpanLength">Rows of its span, padding included.</param>
/// <param name="Row">Its row in the span.</param>
internal readonly record struct AttentionOutput(long SpanStart, int SpanLength, int Row);
