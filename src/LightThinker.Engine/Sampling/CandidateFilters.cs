using System.Numerics.Tensors;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// The stages that narrow the candidates down. Stateless but for the scratch memory; engine thread only. Each looks at the
/// probabilities of the candidates that the stages before it left, and leaves at least one.
/// </summary>
internal static class CandidateFilters
{
    /// <summary>Keeps the <paramref name="k"/> most likely.</summary>
    public static void TopK(ref CandidateSet candidates, int k)
    {
        if (k >= candidates.Count)
        {
            return;
        }

        // The k-th largest maximum of a block: at least k candidates reach it.
        float threshold = float.MinValue;
        if (!candidates.IsGathered && k < candidates.BlockCount)
        {
            ReadOnlySpan<float> maxima = candidates.Scratch.BlockMaxima.AsSpan(0, candidates.BlockCount);
            threshold = CandidateOrder.ValueOf(FindHighest(candidates.Scratch, maxima, k).Key);
        }

        candidates.CutBelow(threshold);
        if (k < candidates.Count)
        {
            candidates.MaskBeyond(FindHighest(candidates.Scratch, candidates.Values, k), k);
        }
    }

    /// <summary>Keeps those whose information is nearest the entropy until they have this share of probability.</summary>
    public static void Typical(ref CandidateSet candidates, float share)
    {
        // A token's information is log(sum) - distance, and the entropy is the same with the mean distance: their
        // difference is just that of the distances.
        (double sum, double mean) = Softmax.WeighAll(candidates);
        double rest = Rest(candidates, sum, share);
        candidates.CutBelow((float)(candidates.Max + Math.Min(2 * mean, rest)));
        CandidateOrder.NearestFirst(candidates.Values, (float)(candidates.Max + mean), candidates.Scratch.Keys);

        // This stage stops once the share is exceeded, top-p once it is reached.
        CutToWeight(ref candidates, Math.BitIncrement(share * sum));
        candidates.MeasureGatheredMax();
    }

    /// <summary>Keeps the most likely until they have this share of probability.</summary>
    public static void TopP(ref CandidateSet candidates, float share)
    {
        double sum = Softmax.WeighAll(candidates).Sum;
        candidates.CutBelow((float)(candidates.Max + Rest(candidates, sum, share)));
        CandidateOrder.HighestFirst(candidates.Values, candidates.Scratch.Keys);
        CutToWeight(ref candidates, Math.Max(share * sum, double.Epsilon));
    }

    /// <summary>Drops those less likely than this share of the most likely one's probability.</summary>
    public static void MinP(ref CandidateSet candidates, float share) =>
        candidates.CutBelow(candidates.Max + MathF.Log(share));

    /// <summary>
    /// XTC, "exclude top choices": of those that have at least this probability, drops all but the least likely; of equal
    /// ones the lowest id stays.
    /// </summary>
    public static void ExcludeTop(ref CandidateSet candidates, float threshold)
    {
        double limit = threshold * Softmax.WeighAll(candidates).Sum;
        int last = -1;
        float lowest = float.PositiveInfinity;
        for (int block = 0; block < candidates.BlockCount; block++)
        {
            ReadOnlySpan<float> values = candidates.Block(block);
            ReadOnlySpan<float> weights = candidates.BlockWeights(block);
            for (int i = TensorPrimitives.Max(weights) >= limit ? 0 : values.Length; i < values.Length; i++)
            {
                // At a threshold of 0 masked ones would reach it too.
                if (weights[i] < limit || float.IsNegativeInfinity(values[i]))
                {
                    continue;
                }

                int index = (block * CandidateSet.BlockSize) + i;
                int dropped = index;
                if (values[i] < lowest)
                {
                    dropped = last;
                    (last, lowest) = (index, values[i]);
                }

                if (dropped >= 0)
                {
                    candidates.Mask(dropped);
                }
            }
        }

        candidates.MeasureMax();
    }

    // Candidates this far below the largest logit hold, all together, at most half of what a share leaves out; so they are
    // dropped before the border is searched. The other half is room for rounding.
    private static double Rest(in CandidateSet candidates, double sum, float share) =>
        Math.Min(0, Math.Log(0.5 * (1.0 - share) * sum / candidates.Count));

    private static Border FindHighest(SamplerScratch scratch, ReadOnlySpan<float> values, int k)
    {
        Span<int> keys = scratch.Keys.AsSpan(0, values.Length);
        Span<float> ones = scratch.Weights.AsSpan(0, values.Length);
        CandidateOrder.HighestFirst(values, keys);
        ones.Fill(1f);
        return BorderSearch.Find(keys, ones, k, scratch);
    }

    private static void CutToWeight(ref CandidateSet candidates, double target)
    {
        SamplerScratch scratch = candidates.Scratch;
        ReadOnlySpan<int> keys = scratch.Keys.AsSpan(0, candidates.Count);
        ReadOnlySpan<float> weights = scratch.Weights.AsSpan(0, candidates.Count);
        candidates.MaskBeyond(BorderSearch.Find(keys, weights, target, scratch), target);
    }
}
