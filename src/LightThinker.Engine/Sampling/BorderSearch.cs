using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Finds how far down an order one has to go until the weights passed add up to a target, without sorting: weights are
/// summed in buckets of the keys' bits, and only the bucket that the border falls into is looked at again. Stateless but
/// for the scratch memory it is given; engine thread only.
/// </summary>
internal static class BorderSearch
{
    public const int BucketCount = 1 << BucketBits;

    private const int BucketBits = 11;

    /// <summary>Where the weights, added up from the lowest key, first reach the target.</summary>
    /// <param name="keys">At least one.</param>
    /// <param name="weights">By key; none negative.</param>
    /// <param name="target">Above 0. Where all weights together stay below it, the border lies after the last key.</param>
    /// <param name="scratch">Open and Buckets are overwritten.</param>
    public static Border Find(ReadOnlySpan<int> keys, ReadOnlySpan<float> weights, double target, SamplerScratch scratch)
    {
        Span<double> buckets = scratch.Buckets;
        Span<int> open = scratch.Open;
        int openCount = -1;
        double before = 0;
        int low = TensorPrimitives.Min(keys);
        int high = TensorPrimitives.Max(keys);

        // A round leaves at most one part in BucketCount of the range of 32 bits: the third has found the very key.
        while (low != high)
        {
            int shift = Math.Max(0, 32 - BitOperations.LeadingZeroCount(Distance(low, high)) - BucketBits);
            buckets.Clear();
            if (openCount < 0)
            {
                AddAll(keys, weights, low, shift, buckets);
            }
            else
            {
                AddOpen(keys, weights, open[..openCount], low, shift, buckets);
            }

            int last = (int)(Distance(low, high) >> shift);
            int bucket = 0;
            while (before + buckets[bucket] < target)
            {
                before += buckets[bucket++];
                if (bucket > last)
                {
                    return new Border(int.MaxValue, before);
                }
            }

            low = unchecked((int)((uint)low + ((uint)bucket << shift)));
            high = (int)Math.Min(low + (1L << shift) - 1, high);
            if (low != high)
            {
                openCount = openCount < 0
                    ? OpenBetween(keys, low, high, open)
                    : StayBetween(keys, low, high, open[..openCount]);
            }
        }

        return new Border(low, before);
    }

    // Right for any two keys, though their difference may not fit an int.
    private static uint Distance(int low, int key) => unchecked((uint)key - (uint)low);

    private static void AddAll(
        ReadOnlySpan<int> keys, ReadOnlySpan<float> weights, int low, int shift, Span<double> buckets)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            buckets[(int)(Distance(low, keys[i]) >> shift)] += weights[i];
        }
    }

    private static void AddOpen(
        ReadOnlySpan<int> keys,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<int> open,
        int low,
        int shift,
        Span<double> buckets)
    {
        foreach (int index in open)
        {
            buckets[(int)(Distance(low, keys[index]) >> shift)] += weights[index];
        }
    }

    private static int OpenBetween(ReadOnlySpan<int> keys, int low, int high, Span<int> open)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(keys);
        Vector<int> lows = new(low);
        Vector<uint> range = new(Distance(low, high));
        int count = 0;
        for (int v = 0; v < vectors.Length; v++)
        {
            if (Vector.LessThanOrEqualAny(Vector.AsVectorUInt32(vectors[v] - lows), range))
            {
                int start = v * Vector<int>.Count;
                count = OpenBetween(keys, start, start + Vector<int>.Count, low, high, open, count);
            }
        }

        return OpenBetween(keys, vectors.Length * Vector<int>.Count, keys.Length, low, high, open, count);
    }

    private static int OpenBetween(
        ReadOnlySpan<int> keys, int start, int end, int low, int high, Span<int> open, int count)
    {
        for (int i = start; i < end; i++)
        {
            if (keys[i] >= low && keys[i] <= high)
            {
                open[count++] = i;
            }
        }

        return count;
    }

    private static int StayBetween(ReadOnlySpan<int> keys, int low, int high, Span<int> open)
    {
        int count = 0;
        foreach (int index in open)
        {
            if (keys[index] >= low && keys[index] <= high)
            {
                open[count++] = index;
            }
        }

        return count;
    }
}
