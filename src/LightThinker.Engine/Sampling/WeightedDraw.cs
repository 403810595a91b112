using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Draws one candidate with its probability. Stateless but for the scratch memory; engine thread only. Candidates are laid
/// end to end by ascending id, so one uniform number names one of them.
/// </summary>
internal static class WeightedDraw
{
    /// <param name="candidates">At least one is not masked.</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="uniform">At least 0, below 1.</param>
    public static Token Draw(in CandidateSet candidates, float temperature, double uniform)
    {
        // A temperature whose inverse overflows would make 0 · ∞ of the largest logit.
        float scale = 1f / Math.Max(temperature, 1e-30f);
        Span<float> weights = stackalloc float[CandidateSet.BlockSize];
        Span<double> sums = candidates.Scratch.BlockWeights.AsSpan(0, candidates.BlockCount);
        double total = 0;
        for (int block = 0; block < sums.Length; block++)
        {
            ReadOnlySpan<float> logits = candidates.Block(block);
            sums[block] = Softmax.Weigh(logits, candidates.Max, scale, weights[..logits.Length]).Sum;
            total += sums[block];
        }

        // Where rounding lets the number run past the end, the last block with any weight has it.
        double left = uniform * total;
        int chosen = 0;
        for (int block = 0; block < sums.Length; block++)
        {
            if (sums[block] > 0)
            {
                chosen = block;
                if (left < sums[block])
                {
                    break;
                }

                left -= sums[block];
            }
        }

        ReadOnlySpan<float> chosenLogits = candidates.Block(chosen);
        Softmax.Weigh(chosenLogits, candidates.Max, scale, weights[..chosenLogits.Length]);
        return candidates.TokenAt((chosen * CandidateSet.BlockSize) + IndexAt(weights[..chosenLogits.Length], left));
    }

    private static int IndexAt(ReadOnlySpan<float> weights, double left)
    {
        int index = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                index = i;
                if (left < weights[i])
                {
                    break;
                }

                left -= weights[i];
            }
        }

        return index;
    }
}
