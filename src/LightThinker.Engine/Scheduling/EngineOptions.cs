namespace LightThinker.Engine.Scheduling;

/// <summary>Limits of one engine. Immutable.</summary>
public sealed record EngineOptions
{
    /// <summary>Sequences that run at once; cut to the decoder's slots.</summary>
    public int MaxRunning { get; init; } = 64;

    /// <summary>Requests that wait to run; more are refused.</summary>
    public int MaxQueued { get; init; } = 256;

    /// <summary>Rows per step over all sequences; cut to the decoder's batch capacity. Decode rows come first.</summary>
    public int StepTokenBudget { get; init; } = 512;

    /// <summary>Positions the model was trained on; a generation that reaches the last ends as <c>Length</c>.</summary>
    public required int MaxPositions { get; init; }
}
