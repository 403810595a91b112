using LightThinker.Training.Data;
using LightThinker.Training.Generation;

namespace LightThinker.Training.Runs;

/// <summary>Which problems come when: short ones first, the longest from the middle of the run on. Immutable.</summary>
/// <param name="MostSteps">The longest at the end.</param>
internal sealed record Curriculum(int MostSteps)
{
    private const int FirstSteps = 3;
    private const double RampStart = 0.12;
    private const double RampEnd = 0.55;

    private static readonly (string Family, double Weight)[] Weights =
    [
        ("story", 0.60), ("people", 0.10), ("variables", 0.06), ("sums", 0.08), ("lists", 0.08), ("follow-up", 0.04),
        ("chat", 0.04),
    ];

    /// <summary>The most steps of a problem when this share of the run is done.</summary>
    public int StepsAt(double progress)
    {
        double ramp = Math.Clamp((progress - RampStart) / (RampEnd - RampStart), 0, 1);
        return Math.Min(MostSteps, (int)Math.Round(FirstSteps + (ramp * (MostSteps - FirstSteps))));
    }

    /// <summary>The next example.</summary>
    public Example Next(ProblemGenerator generator, double progress)
    {
        double dice = generator.Between(0, 999_999) / 1e6;
        string family = Weights[^1].Family;
        foreach (var (candidate, weight) in Weights)
        {
            dice -= weight;
            if (dice < 0)
            {
                family = candidate;
                break;
            }
        }

        return generator.Next(ProblemGenerator.Find(family), generator.Between(1, StepsAt(progress)));
    }
}
