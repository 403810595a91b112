namespace LightThinker.Server.Options;

/// <summary>
/// What sampling parameters may be, wherever they come from: a request, the settings or the model's file. Stateless.
/// docs/api.md has the same table.
/// </summary>
internal static class SamplingLimits
{
    public static NumberRange Temperature { get; } = new(0, 2);

    public static NumberRange TopP { get; } = new(0, 1);

    public static NumberRange TopK { get; } = new(0, int.MaxValue);

    public static NumberRange MinP { get; } = new(0, 1);

    public static NumberRange TypicalP { get; } = new(0.001, 1);

    /// <summary>A factor nearer to 0 would drown the logits.</summary>
    public static NumberRange RepetitionPenalty { get; } = new(0.01, 10);

    /// <summary>Of the presence and of the frequency penalty.</summary>
    public static NumberRange Penalty { get; } = new(-2, 2);

    /// <summary>In tokens; −1 means all.</summary>
    public static NumberRange PenaltyWindow { get; } = new(-1, 1_000_000);

    public static NumberRange DryMultiplier { get; } = new(0, 100);

    public static NumberRange DryBase { get; } = new(1, 10);

    /// <summary>In tokens.</summary>
    public static NumberRange DryAllowedLength { get; } = new(0, 1_000_000);

    /// <summary>In bytes of UTF-8, each. Every token is searched for all of them, so both are kept small.</summary>
    public static NumberRange DryBreakerLength { get; } = new(1, 40);

    public static NumberRange DryBreakerCount { get; } = new(0, 32);

    public static NumberRange XtcProbability { get; } = new(0, 1);

    public static NumberRange XtcThreshold { get; } = new(0, 1);

    public static NumberRange LogitBias { get; } = new(-100, 100);
}
