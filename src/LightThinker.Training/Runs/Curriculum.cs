using LightThinker.Training.Data;
using LightThinker.Training.Generation;

namespace LightThinker.Training.Runs;

/// <summary>
/// Which problems come when: short ones first; longer ones as soon as those are learnt, however long that takes. Immutable.
/// </summary>
/// <param name="MostSteps">The longest at the end.</param>
/// <param name="Family">The only kind of problem; null mixes all.</param>
internal sealed record Curriculum(int MostSteps, string? Family = null)
{
    /// <summary>The most steps of a problem at the start.</summary>
    public const int FirstLevel = 3;

    /// <summary>Loss per token below which a level counts as learnt. Short problems are mostly right then.</summary>
    private const double LearntLoss = 0.06;

    /// <summary>Updates that a level gets at least, so that its own problems count in the smoothed loss.</summary>
    private const int LeastUpdates = 30;

    private static readonly (string Family, double Weight)[] Weights =
    [
        ("story", 0.50), ("people", 0.14), ("variables", 0.12), ("sums", 0.07), ("lists", 0.09), ("follow-up", 0.05),
        ("chat", 0.03),
    ];

    /// <summary>The state with the next level, if the present one is learnt.</summary>
    public RunState Advance(RunState state) =>
        state.Level < MostSteps && state.Loss < LearntLoss && state.Updates - state.LevelSince >= LeastUpdates
            ? state with { Level = state.Level + 1, LevelSince = state.Updates }
            : state;

    /// <summary>The next example.</summary>
    /// <param name="generator">Makes it.</param>
    /// <param name="level">The most steps.</param>
    public Example Next(ProblemGenerator generator, int level)
    {
        string family = Family ?? DrawFamily(generator);
        return generator.Next(ProblemGenerator.Find(family), generator.Between(1, Math.Min(level, MostSteps)));
    }

    private static string DrawFamily(ProblemGenerator generator)
    {
        double dice = generator.Between(0, 999_999) / 1e6;
        foreach (var (family, weight) in Weights)
        {
            dice -= weight;
            if (dice < 0)
            {
                return family;
            }
        }

        return Weights[^1].Family;
    }
}
