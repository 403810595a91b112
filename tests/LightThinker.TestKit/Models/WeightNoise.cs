namespace LightThinker.TestKit.Models;

/// <summary>
/// An endless ring of random numbers with mean 0 and deviation 1, equal for equal seeds on every machine. Immutable and
/// thread-safe. A model of half a billion weights reads it many times over, which is much faster than drawing each weight.
/// </summary>
internal sealed class WeightNoise
{
    // A prime, so that rows of any length start at different places and no two rows of a matrix are equal.
    private const int Length = 1_048_573;

    private readonly float[] _numbers = new float[Length];

    public WeightNoise(ulong seed)
    {
        // Uniform over ±√3 has deviation 1 and no outliers.
        float reach = MathF.Sqrt(3);
        ulong first = Mix(seed);
        for (int i = 0; i < Length; i++)
        {
            float unit = (Mix(first + (ulong)i) >> 40) / (float)(1 << 24);
            _numbers[i] = ((2 * unit) - 1) * reach;
        }
    }

    /// <summary>Fills a span with <c>mean + deviation × noise</c>, reading from a place on the ring.</summary>
    public void Fill(long start, float mean, float deviation, Span<float> target)
    {
        int place = (int)(start % Length);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = mean + (deviation * _numbers[place]);
            place = place + 1 == Length ? 0 : place + 1;
        }
    }

    // SplitMix64: the standard library promises no fixed sequence for a seed.
    private static ulong Mix(ulong counter)
    {
        ulong z = counter * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
