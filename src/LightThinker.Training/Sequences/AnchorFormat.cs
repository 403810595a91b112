namespace LightThinker.Training.Sequences;

/// <summary>
/// As AnLLM does (arXiv 2402.07616): the split is the anchor. It sees its thought and stays, the thought goes, and nothing is
/// added. The next thought's first token is sampled from the anchor. Immutable and thread-safe.
/// </summary>
internal sealed class AnchorFormat : IReasoningFormat
{
    public const string FormatName = "anchor";

    public string Name => FormatName;

    public void Add(Reasoning reasoning, SequenceLayout layout)
    {
        layout.Evicted([reasoning.Opening], isLabel: true);
        foreach (var thought in reasoning.Thoughts)
        {
            layout.Evicted(thought, isLabel: true);
            layout.Permanent([reasoning.Split], isLabel: true);
            layout.StartSpan();
        }
    }
}
