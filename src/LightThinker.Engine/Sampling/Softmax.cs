using System.Numerics.Tensors;

namespace LightThinker.Engine.Sampling;

/// <summary>Probabilities of candidates, not normalised. Stateless but for the scratch memory; engine thread only.</summary>
internal static class Softmax
{
    // Below this distance from the largest logit a float's exponential is 0, and 0 times the distance must stay 0.
    private const float Vanished = -200f;

    /// <summary>One block's weights: the exponential of each logit's distance to the largest, times a scale.</summary>
    /// <returns>Their sum.</returns>
    public static float Weigh(ReadOnlySpan<float> logits, float max, float scale, Span<float> weights)
    {
        TensorPrimitives.Subtract(logits, max, weights);
        if (scale != 1f)
        {
            TensorPrimitives.Multiply(weights, scale, weights);
        }

        TensorPrimitives.Exp(weights, weights);
        return TensorPrimitives.Sum<float>(weights);
    }

    /// <summary>The sum of all candidates' weights.</summary>
    public static double Sum(in CandidateSet candidates)
    {
        Span<float> weights = stackalloc float[CandidateSet.BlockSize];
        double sum = 0;
        for (int block = 0; block < candidates.BlockCount; block++)
        {
            ReadOnlySpan<float> logits = candidates.Block(block);
            sum += Weigh(logits, candidates.Max, 1f, weights[..logits.Length]);
        }

        return sum;
    }

    /// <summary>The sum of all candidates' weights, and the expected distance of a drawn token's logit to the largest.</summary>
    public static (double Sum, double MeanDistance) SumAndMean(in CandidateSet candidates)
    {
        Span<float> weights = stackalloc float[CandidateSet.BlockSize];
        Span<float> distances = stackalloc float[CandidateSet.BlockSize];
        double sum = 0;
        double weighted = 0;
        for (int block = 0; block < candidates.BlockCount; block++)
        {
            ReadOnlySpan<float> logits = candidates.Block(block);
            Span<float> blockWeights = weights[..logits.Length];
            Span<float> blockDistances = distances[..logits.Length];
            TensorPrimitives.Subtract(logits, candidates.Max, blockDistances);
            TensorPrimitives.Max<float>(blockDistances, Vanished, blockDistances);
            TensorPrimitives.Exp<float>(blockDistances, blockWeights);
            sum += TensorPrimitives.Sum<float>(blockWeights);
            weighted += TensorPrimitives.Dot<float>(blockWeights, blockDistances);
        }

        return (sum, weighted / sum);
    }
}
