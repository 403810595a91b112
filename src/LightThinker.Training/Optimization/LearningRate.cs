namespace LightThinker.Training.Optimization;

/// <summary>Linear warm-up, then half a cosine down to a floor. Immutable.</summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="WarmUp">Updates until it is reached.</param>
/// <param name="Floor">What is left at the end, as a share of the peak.</param>
internal sealed record LearningRate(double Peak, long WarmUp, double Floor)
{
    /// <param name="step">Updates made, the coming one included.</param>
    /// <param name="progress">Share of the run that is done, 0 to 1.</param>
    public double At(long step, double progress)
    {
        double warm = Math.Min(1, (double)step / Math.Max(1, WarmUp));
        double cosine = 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(progress, 0, 1)));
        return Peak * warm * (Floor + ((1 - Floor) * cosine));
    }
}
