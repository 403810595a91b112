namespace LightThinker.Training.Runs;

/// <summary>How far a run is. Immutable.</summary>
/// <param name="Updates">Made.</param>
/// <param name="Tokens">Trained on.</param>
/// <param name="Seconds">Of computing.</param>
internal readonly record struct RunState(long Updates, long Tokens, double Seconds)
{
    /// <summary>Share of the run that is done, 0 to 1.</summary>
    public double Progress(TrainSettings settings)
    {
        double byTokens = (double)Tokens / settings.Tokens;
        double byTime = settings.Minutes > 0 ? Seconds / (60 * settings.Minutes) : 0;
        return Math.Min(1, Math.Max(byTokens, byTime));
    }
}
