using System.Numerics.Tensors;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Narrows a border search among very many keys down to a short range, from a sample of them. A guess: the caller checks
/// it. Stateless but for the scratch memory it is given; engine thread only.
/// </summary>
internal static class BorderGuess
{
    /// <summary>Below this many keys, looking at all of them is as fast.</summary>
    public const int MinimumKeys = 16 * SampleSize;

    private const int SampleSize = 2048;

    /// <summary>The range of keys that the border very likely lies in.</summary>
    /// <param name="keys">At least <see cref="MinimumKeys"/>.</param>
    /// <param name="weights">By key; none negative.</param>
    /// <param name="target">As in <see cref="BorderSearch.Find"/>.</param>
    /// <param name="scratch">Open and Buckets are overwritten.</param>
    public static (int Low, int High) Guess(
        ReadOnlySpan<int> keys, ReadOnlySpan<float> weights, double target, SamplerScratch scratch)
    {
        Span<int> sampleKeys = stackalloc int[SampleSize];
        Span<float> sampleWeights = stackalloc float[SampleSize];
        int stride = keys.Length / SampleSize;
        for (int i = 0; i < SampleSize; i++)
        {
            sampleKeys[i] = keys[i * stride];
            sampleWeights[i] = weights[i * stride];
        }

        // Three standard deviations of a weighted sample's share: a short range, and wrong in few searches.
        float sum = TensorPrimitives.Sum<float>(sampleWeights);
        double share = target / TensorPrimitives.Sum(weights);
        double spread = Math.Sqrt(TensorPrimitives.SumOfSquares<float>(sampleWeights)) / sum;
        double margin = 3 * spread * Math.Sqrt(Math.Max(share * (1 - share), 1.0 / SampleSize));
        int low = share > margin
            ? BorderSearch.Find(sampleKeys, sampleWeights, (share - margin) * sum, scratch).Key
            : int.MinValue;
        int high = share + margin < 1
            ? BorderSearch.Find(sampleKeys, sampleWeights, (share + margin) * sum, scratch).Key
            : int.MaxValue;
        return (low, high);
    }
}
