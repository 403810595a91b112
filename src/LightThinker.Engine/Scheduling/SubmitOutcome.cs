namespace LightThinker.Engine.Scheduling;

/// <summary>What the engine did with a new request.</summary>
public enum SubmitOutcome
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>As many requests wait as are allowed to.</summary>
    QueueFull,

    /// <summary>The engine is stopping or has failed.</summary>
    Stopped,
}
