using System.Numerics.Tensors;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>Reads log probabilities off raw logits. Engine thread only.</summary>
internal sealed class LogprobReader
{
    private readonly float[] _weights = new float[CandidateSet.BlockSize];

    /// <summary>Reads a token's log probability and those of the most likely tokens.</summary>
    /// <param name="logits">The model's, one per token, unchanged.</param>
    /// <param name="token">The token that was drawn.</param>
    /// <param name="top">How many of the most likely to list, 0 … <see cref="SamplingOptions.MaxTopLogprobs"/>.</param>
    /// <returns>The token's, and the most likely ones in descending order, the lowest id first on a tie.</returns>
    public (TokenLogprob Drawn, TokenLogprob[] Top) Read(ReadOnlySpan<float> logits, Token token, int top)
    {
        double normalizer = LogSumExp(logits);
        var best = new TokenLogprob[Math.Min(top, logits.Length)];
        Select(logits, best);
        for (int i = 0; i < best.Length; i++)
        {
            best[i] = best[i] with { Logprob = Normalize(best[i].Logprob, normalizer) };
        }

        return (new TokenLogprob(token, Normalize(logits[token.Id], normalizer)), best);
    }

    private static float Normalize(float logit, double normalizer) =>
        float.IsPositiveInfinity(logit) ? 0f : (float)Math.Min(0, logit - normalizer);

    private double LogSumExp(ReadOnlySpan<float> logits)
    {
        float max = TensorPrimitives.Max(logits);
        if (float.IsPositiveInfinity(max))
        {
            return max;
        }

        double sum = 0;
        for (int start = 0; start < logits.Length; start += _weights.Length)
        {
            var block = logits.Slice(start, Math.Min(_weights.Length, logits.Length - start));
            sum += Softmax.Weigh(block, max, scale: 1f, _weights.AsSpan(0, block.Length)).Sum;
        }

        return max + Math.Log(sum);
    }

    // Few are asked for, so nearly every logit fails the first comparison.
    private static void Select(ReadOnlySpan<float> logits, Span<TokenLogprob> best)
    {
        int count = 0;
        for (int id = 0; id < logits.Length && !best.IsEmpty; id++)
        {
            float logit = logits[id];
            if (count == best.Length && logit <= best[^1].Logprob)
            {
                continue;
            }

            int at = count < best.Length ? count++ : count - 1;
            for (; at > 0 && best[at - 1].Logprob < logit; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = new TokenLogprob(new Token(id), logit);
        }
    }
}
