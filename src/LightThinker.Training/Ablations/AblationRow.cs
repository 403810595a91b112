using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Ablations;

/// <summary>What was found for one variant. Immutable.</summary>
/// <param name="Variant">Which.</param>
/// <param name="State">Where its training ended.</param>
/// <param name="Exams">A row for each number of steps and each format it was examined in.</param>
/// <param name="Own">What its own format costs at <see cref="AblationStudy.CostSteps"/> steps.</param>
/// <param name="Plain">What the plain format costs there.</param>
internal sealed record AblationRow(
    AblationVariant Variant, RunState State, IReadOnlyList<ExamRow> Exams, MeanContextCost Own, MeanContextCost Plain)
{
    /// <summary>Share of the problems that were right, 0 to 1; null where they were not examined.</summary>
    /// <param name="steps">Calculations per problem.</param>
    /// <param name="isCompressed">In its own format, not the plain one.</param>
    public double? Accuracy(int steps, bool isCompressed) =>
        Exams.FirstOrDefault(row => row.Steps == steps && row.IsCompressed == isCompressed)?.Accuracy;
}
