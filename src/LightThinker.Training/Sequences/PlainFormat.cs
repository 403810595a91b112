namespace LightThinker.Training.Sequences;

/// <summary>Nothing is compressed: splits are tokens like any other. Immutable and thread-safe.</summary>
internal sealed class PlainFormat : IReasoningFormat
{
    public string Name => "plain";

    public void Add(Reasoning reasoning, SequenceLayout layout) => layout.Permanent([.. reasoning.Sampled], isLabel: true);
}
