namespace LightThinker.Engine.Sampling;

/// <summary>A place in an order of candidates. Immutable.</summary>
/// <param name="Key">The key of the candidates that the border falls among; lower keys lie before it.</param>
/// <param name="WeightBefore">Weight of all candidates with lower keys.</param>
internal readonly record struct Border(int Key, double WeightBefore);
