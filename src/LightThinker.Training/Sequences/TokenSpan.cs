namespace LightThinker.Training.Sequences;

/// <summary>Consecutive tokens of a sequence that see each other causally. Immutable.</summary>
/// <param name="Start">Index of the first token.</param>
/// <param name="Length">Number of tokens.</param>
internal readonly record struct TokenSpan(int Start, int Length);
