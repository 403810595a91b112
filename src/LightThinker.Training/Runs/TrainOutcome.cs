namespace LightThinker.Training.Runs;

/// <summary>How a run's loop ended.</summary>
internal enum TrainOutcome
{
    /// <summary>All tokens or all minutes were used.</summary>
    Finished,

    /// <summary>The user asked to stop; the run can be resumed.</summary>
    Cancelled,

    /// <summary>The loss stayed high: start again from another seed.</summary>
    Plateau,
}
