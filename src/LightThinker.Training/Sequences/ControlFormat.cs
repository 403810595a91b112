namespace LightThinker.Training.Sequences;

/// <summary>
/// Not for training: <see cref="ThoughtFormat"/> with the same tokens, but the cache tokens go with their thought, and the
/// resume token with the thought after it. Only the prompt survives, so a model that still reasons on did not need what it
/// was meant to remember. Immutable and thread-safe.
/// </summary>
internal sealed class ControlFormat : IReasoningFormat
{
    public string Name => "control";

    public void Add(Reasoning reasoning, SequenceLayout layout)
    {
        layout.Evicted([reasoning.Opening], isLabel: true);
        foreach (var thought in reasoning.Thoughts)
        {
            layout.Evicted(thought, isLabel: true);
            layout.Evicted([reasoning.Split], isLabel: true);
            layout.Evicted(reasoning.Cache, isLabel: false);
            layout.StartSpan();
            layout.Evicted([reasoning.Resume], isLabel: false);
        }
    }
}
