namespace LightThinker.Engine.Sequences;

/// <summary>What a <see cref="GenerationEvent"/> tells.</summary>
public enum GenerationEventKind
{
    /// <summary>The request has left the queue: its cells are promised.</summary>
    Admitted,

    /// <summary>A part of the prompt was read; only where its tokens are to be reported.</summary>
    Prompt,

    /// <summary>Text was written.</summary>
    Text,

    /// <summary>The last event.</summary>
    Finished,
}
