using System.Numerics;
using System.Numerics.Tensors;

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
        int openCount = keys.Length;
        bool isNarrowed = false;
        double before = 0;
        int low = TensorPrimitives.Min(keys);
        int high = TensorPrimitives.Max(keys);

        // Every round leaves at most 1 / BucketCount of the range, so that the third finds the exact key.
        while (low != high)
        {
            int shift = Math.Max(0, 32 - BitOperations.LeadingZeroCount(Distance(low, high)) - BucketBits);
            buckets.Clear();
            if (isNarrowed)
            {
                foreach (int index in open[..openCount])
                {
                    buckets[(int)(Distance(low, keys[index]) >> shift)] += weights[index];
                }
            }
            else
            {
                for (int i = 0; i < keys.Length; i++)
                {
                    buckets[(int)(Distance(low, keys[i]) >> shift)] += weights[i];
                }
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
            high = (int)Math.Min((long)low + (1L << shift) - 1, high);
            if (low != high)
            {
                openCount = isNarrowed
                    ? Narrow(keys, open[..openCount], open, low, high)
                    : Collect(keys, open, low, high);
                isNarrowed = true;
            }
        }

        return new Border(low, before);
    }

    private static uint Distance(int low, int key) => unchecked((uint)key - (uint)low);

    private static int Collect(ReadOnlySpan<int> keys, Span<int> open, int low, int high)
    {
        uint range = Distance(low, high);
        int count = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (Distance(low, keys[i]) <= range)
            {
                open[count++] = i;
            }
        }

        return count;
    }

    private static int Narrow(ReadOnlySpan<int> keys, ReadOnlySpan<int> from, Span<int> open, int low, int high)
    {
        uint range = Distance(low, high);
        int count = 0;
        foreach (int index in from)
        {
            if (Distance(low, keys[index]) <= range)
            {
                open[count++] = index;
            }
        }

        return count;
    }
}
