namespace LightThinker.Training.Sequences;

/// <summary>
/// LightThinker, thought level (arXiv 2502.15589, section 3): from the resume token on, cache tokens stand for the thought
/// and its split. Immutable and thread-safe.
/// </summary>
internal sealed class ThoughtFormat : IReasoningFormat
{
    public const string FormatName = "thought";

    public string Name => FormatName;

    public void Add(Reasoning reasoning, SequenceLayout layout)
    {
        layout.Evicted([reasoning.Opening], isLabel: true);
        foreach (var thought in reasoning.Thoughts)
        {
            layout.Evicted(thought, isLabel: true);
            layout.Evicted([reasoning.Split], isLabel: true);
            layout.Permanent(reasoning.Cache, isLabel: false);
            layout.StartSpan();
            layout.Permanent([reasoning.Resume], isLabel: false);
        }
    }
}
