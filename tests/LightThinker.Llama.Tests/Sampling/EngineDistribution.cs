using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Llama.Tests.Sampling;

/// <summary>What the engine's sampler draws from, in the form of <see cref="NativeSamplerChain"/>. Stateless.</summary>
internal static class EngineDistribution
{
    /// <summary>A probability per token id; 0 where a stage has dropped the token.</summary>
    public static double[] Of(
        float[] logits, SamplingOptions options, Token[] history, IVocabulary? vocabulary = null)
    {
        Sampler sampler = new(logits.Length);
        SamplingState state = new(options, history, logits.Length, vocabulary);
        double[] probabilities = new double[logits.Length];
        if (options.Temperature == 0f)
        {
            probabilities[sampler.Sample(logits, state, []).Id] = 1;
            return probabilities;
        }

        CandidateSet candidates = sampler.Adjust(logits, state, []);
        Sampler.Narrow(ref candidates, options);
        if (state.NextExcludesTop())
        {
            CandidateFilters.ExcludeTop(ref candidates, options.XtcThreshold);
        }

        double sum = 0;
        for (int i = 0; i < candidates.Count; i++)
        {
            float logit = candidates.Block(i / CandidateSet.BlockSize)[i % CandidateSet.BlockSize];
            sum += probabilities[candidates.TokenAt(i).Id] =
                Math.Exp(((double)logit - candidates.Max) / options.Temperature);
        }

        return [.. probabilities.Select(probability => probability / sum)];
    }
}
