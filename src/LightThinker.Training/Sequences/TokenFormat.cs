namespace LightThinker.Training.Sequences;

/// <summary>
/// LightThinker, token level (arXiv 2502.15589, section 3): every so many sampled tokens of the reasoning are compressed,
/// whatever they say; splits count like any other token. What is left at the end stays. Immutable and thread-safe.
/// </summary>
/// <param name="interval">Sampled tokens per compression, at least 1.</param>
internal sealed class TokenFormat(int interval) : IReasoningFormat
{
    public const string FormatName = "token";

    public string Name => FormatName;

    public void Add(Reasoning reasoning, SequenceLayout layout)
    {
        foreach (int[] segment in reasoning.Sampled.Chunk(interval))
        {
            if (segment.Length < interval)
            {
                layout.Permanent(segment, isLabel: true);
                return;
            }

            layout.Evicted(segment, isLabel: true);
            layout.Permanent(reasoning.Cache, isLabel: false);
            layout.StartSpan();
            layout.Permanent([reasoning.Resume], isLabel: false);
        }
    }
}
