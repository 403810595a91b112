namespace LightThinker.Training.Runs;

/// <summary>How far a run is. Immutable.</summary>
internal readonly record struct RunState
{
    public RunState()
    {
    }

    /// <summary>Updates made.</summary>
    public long Updates { get; init; }

    /// <summary>Tokens trained on.</summary>
    public long Tokens { get; init; }

    /// <summary>Seconds of computing.</summary>
    public double Seconds { get; init; }

    /// <summary>Per token, smoothed over about 50 updates; NaN before the first.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>The most steps of a problem at present.</summary>
    public int Level { get; init; } = Curriculum.FirstLevel;

    /// <summary>The update after which the level was reached.</summary>
    public long LevelSince { get; init; }

    /// <summary>Share of the run that is done, 0 to 1.</summary>
    public double Progress(TrainSettings settings)
    {
        double byTokens = (double)Tokens / settings.Tokens;
        double byTime = settings.Minutes > 0 ? Seconds / (60 * settings.Minutes) : 0;
        return Math.Min(1, Math.Max(byTokens, byTime));
    }
}
