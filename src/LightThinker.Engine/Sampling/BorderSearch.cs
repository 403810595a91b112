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
    /// <param name="target">Above 0. Where all weights together stay below it, no key lies beyond the border.</param>
    /// <param name="scratch">Open and Buckets are overwritten.</param>
    public static Border Find(ReadOnlySpan<int> keys, ReadOnlySpan<float> weights, double target, SamplerScratch scratch)
    {
        if (keys.Length >= BorderGuess.MinimumKeys)
        {
            (int low, int high) = BorderGuess.Guess(keys, weights, target, scratch);
            double before = KeyRange.WeightBelow(keys, weights, low);
            int count = KeyRange.Collect(keys, low, high, scratch.Open);
            if (before < target && before + KeyRange.WeightOf(scratch.Open.AsSpan(0, count), weights) >= target)
            {
                return FindAmong(count, keys, weights, target, new Border(low, before), high, scratch);
            }
        }

        int lowest = TensorPrimitives.Min(keys);
        int highest = TensorPrimitives.Max(keys);
        int all = KeyRange.Collect(keys, lowest, highest, scratch.Open);
        return FindAmong(all, keys, weights, target, new Border(lowest, 0), highest, scratch);
    }

    // Searches the keys whose indices scratch.Open holds: all those from the start's key to the highest.
    private static Border FindAmong(
        int openCount,
        ReadOnlySpan<int> keys,
        ReadOnlySpan<float> weights,
        double target,
        Border start,
        int high,
        SamplerScratch scratch)
    {
        Span<int> open = scratch.Open.AsSpan(0, openCount);
        Span<double> buckets = scratch.Buckets;
        (int low, double before) = start;

        // A round leaves at most one part in BucketCount of the range of 32 bits: the third has found the very key.
        while (low != high)
        {
            int shift = Math.Max(0, 32 - BitOperations.LeadingZeroCount(KeyRange.Distance(low, high)) - BucketBits);
            buckets.Clear();
            foreach (int index in open)
            {
                buckets[(int)(KeyRange.Distance(low, keys[index]) >> shift)] += weights[index];
            }

            int last = (int)(KeyRange.Distance(low, high) >> shift);
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
            open = open[..KeyRange.Narrow(keys, low, high, open)];
        }

        return new Border(low, before);
    }
}
