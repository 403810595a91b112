namespace LightThinker.Training.Sequences;

/// <summary><see cref="ContextCost"/> averaged over sequences. Immutable.</summary>
/// <param name="Peak">Tokens.</param>
/// <param name="Dependency">Tokens attended to.</param>
internal readonly record struct MeanContextCost(double Peak, double Dependency)
{
    /// <param name="sequences">At least one.</param>
    public static MeanContextCost Of(IEnumerable<TokenSequence> sequences)
    {
        ContextCost[] costs = [.. sequences.Select(ContextCost.Of)];
        return new MeanContextCost(costs.Average(cost => cost.Peak), costs.Average(cost => cost.Dependency));
    }
}
