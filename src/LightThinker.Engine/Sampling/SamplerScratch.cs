namespace LightThinker.Engine.Sampling;

/// <summary>
/// The memory that drawing a token works in, allocated once and shared by all sequences of an engine. Holds nothing
/// between two draws. Engine thread only. About 20 bytes per token of the vocabulary.
/// </summary>
internal sealed class SamplerScratch(int vocabularySize)
{
    private static int Blocks(int count) => (count + CandidateSet.BlockSize - 1) / CandidateSet.BlockSize;

    /// <summary>Logits that differ from the model's, and later those of the candidates that are left.</summary>
    public float[] Values { get; } = new float[vocabularySize];

    /// <summary>Token ids of <see cref="Values"/>, once these are the candidates that are left.</summary>
    public int[] Ids { get; } = new int[vocabularySize];

    /// <summary>Shares of probability, not normalised, by candidate.</summary>
    public float[] Weights { get; } = new float[vocabularySize];

    /// <summary>What candidates are ordered by; the lowest is the best.</summary>
    public int[] Keys { get; } = new int[vocabularySize];

    /// <summary>Indices of the keys among which a border is still searched.</summary>
    public int[] Open { get; } = new int[vocabularySize];

    /// <summary>Weight by range of keys.</summary>
    public double[] Buckets { get; } = new double[BorderSearch.BucketCount];

    /// <summary>Which blocks of the logits were copied to <see cref="Values"/> and changed there.</summary>
    public bool[] IsChanged { get; } = new bool[Blocks(vocabularySize)];

    /// <summary>The largest logit by block.</summary>
    public float[] BlockMaxima { get; } = new float[Blocks(vocabularySize)];

    /// <summary>The sum of weights by block.</summary>
    public double[] BlockWeights { get; } = new double[Blocks(vocabularySize)];
}
