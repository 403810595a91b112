namespace LightThinker.Training.Sequences;

/// <summary>
/// How reasoning is laid out: what is added to the thoughts, and what later tokens no longer see. Implementations are
/// immutable and thread-safe.
/// </summary>
internal interface IReasoningFormat
{
    string Name { get; }

    /// <summary>Adds what lies between the prompt and the delimiter that ends the reasoning.</summary>
    /// <param name="reasoning">What to add.</param>
    /// <param name="layout">The sequence, at the start of a span.</param>
    void Add(Reasoning reasoning, SequenceLayout layout);
}
