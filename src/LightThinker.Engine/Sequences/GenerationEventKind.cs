namespace LightThinker.Engine.Sequences;

/// <summary>What a <see cref="GenerationEvent"/> tells.</summary>
public enum GenerationEventKind
{
    /// <summary>The request has left the queue: its cells are promised.</summary>
    Admitted,

    /// <summary>Text was written.</summary>
    Text,

    /// <summary>The last event.</summary>
    Finished,
}
