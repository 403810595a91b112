using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

/// <summary>
/// The sampling stages as their definitions read, DRY apart, XTC at a probability of 0 or 1: double precision, everything sorted, no shared code with the sampler.
/// Immutable.
/// </summary>
/// <param name="options">The parameters.</param>
/// <param name="recent">Prompt and output so far.</param>
/// <param name="forbidden">Tokens that may not come.</param>
internal sealed class ReferenceSampler(SamplingOptions options, Token[] recent, Token[] forbidden)
{
    /// <summary>The probability of each token that is left, by ascending id.</summary>
    /// <param name="logits">By token id.</param>
    /// <param name="nudge">Moves every border by a little, to see whether a token lies just at one.</param>
    public SortedDictionary<int, double> Distribution(float[] logits, Nudge nudge = default)
    {
        List<Candidate> left = [];
        float[] adjusted = Adjust(logits);
        bool hasInfinity = adjusted.Any(float.IsPositiveInfinity);
        for (int id = 0; id < adjusted.Length; id++)
        {
            if (hasInfinity ? float.IsPositiveInfinity(adjusted[id]) : !float.IsNegativeInfinity(adjusted[id]))
            {
                left.Add(new Candidate(id, hasInfinity ? 0 : adjusted[id]));
            }
        }

        left = [.. left.OrderByDescending(c => c.Logit).ThenBy(c => c.Id)];
        left = options.TopK > 0 ? left.Take(options.TopK).ToList() : left;
        left = options.TypicalP < 1 ? Typical(left, nudge) : left;
        left = options.TopP < 1 ? TopP(left, nudge) : left;
        left = options.MinP > 0 ? MinP(left, nudge) : left;
        left = options is { XtcProbability: 1, XtcThreshold: <= 0.5f } ? ExcludeTop(left, nudge) : left;
        double[] probabilities = Probabilities(left, options.Temperature);
        return new SortedDictionary<int, double>(left.Zip(probabilities).ToDictionary(p => p.First.Id, p => p.Second));
    }

    /// <summary>The logits after biases, penalties and masks, in the single precision in which they are defined.</summary>
    public float[] Adjust(float[] logits)
    {
        float[] adjusted = [.. logits];
        foreach ((Token token, float bias) in options.LogitBias)
        {
            adjusted[token.Id] = float.IsNegativeInfinity(bias) ? bias : adjusted[token.Id] + bias;
        }

        int window = options.PenaltyWindow == -1 ? recent.Length : Math.Min(recent.Length, options.PenaltyWindow);
        foreach (IGrouping<Token, Token> seen in recent[^window..].GroupBy(token => token))
        {
            float logit = adjusted[seen.Key.Id];
            logit = logit > 0 ? logit / options.RepetitionPenalty : logit * options.RepetitionPenalty;
            logit -= (seen.Count() * options.FrequencyPenalty) + options.PresencePenalty;
            adjusted[seen.Key.Id] = logit;
        }

        foreach (Token token in forbidden)
        {
            adjusted[token.Id] = float.NegativeInfinity;
        }

        return adjusted;
    }

    private static double[] Probabilities(List<Candidate> candidates, double temperature)
    {
        double max = candidates.Max(c => c.Logit);
        double[] weights = [.. candidates.Select(c => Math.Exp((c.Logit - max) / temperature))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private List<Candidate> Typical(List<Candidate> candidates, Nudge nudge)
    {
        double[] probabilities = Probabilities(candidates, 1);
        double entropy = -probabilities.Where(p => p > 0).Sum(p => p * Math.Log(p));
        entropy += nudge.Entropy;

        // The last digits of a double are not what decides between two tokens on either side of the entropy.
        int digits = nudge.MergesNearTies ? 6 : 9;
        List<(Candidate Candidate, double Probability)> order =
        [
            .. candidates
                .Select((c, i) => (Candidate: c, Probability: probabilities[i]))
                .OrderBy(c => Math.Round(Math.Abs(-Math.Log(c.Probability) - entropy), digits))
                .ThenBy(c => c.Candidate.Id),
        ];
        List<Candidate> kept = [];
        double sum = 0;
        foreach ((Candidate candidate, double probability) in order)
        {
            kept.Add(candidate);
            sum += probability;
            if (sum > options.TypicalP + nudge.TypicalP)
            {
                break;
            }
        }

        return [.. kept.OrderByDescending(c => c.Logit).ThenBy(c => c.Id)];
    }

    private List<Candidate> TopP(List<Candidate> candidates, Nudge nudge)
    {
        double[] probabilities = Probabilities(candidates, 1);
        double sum = 0;
        int count = 0;
        while (count < candidates.Count && (count == 0 || sum < options.TopP + nudge.TopP))
        {
            sum += probabilities[count++];
        }

        return candidates[..count];
    }

    private List<Candidate> MinP(List<Candidate> candidates, Nudge nudge)
    {
        double threshold = candidates.Max(c => c.Logit) + Math.Log(options.MinP) + nudge.MinP;
        return [.. candidates.Where((c, i) => i == 0 || c.Logit >= threshold)];
    }

    private List<Candidate> ExcludeTop(List<Candidate> candidates, Nudge nudge)
    {
        double threshold = options.XtcThreshold * Math.Exp(nudge.Xtc);
        int reaching = Probabilities(candidates, 1).TakeWhile(p => p >= threshold).Count();
        if (reaching < 2)
        {
            return candidates;
        }

        // Of equally unlikely ones the first stays: they are in the order of their ids.
        Candidate last = candidates.Take(reaching).First(c => c.Logit == candidates[reaching - 1].Logit);
        return [.. candidates.Skip(reaching).Prepend(last)];
    }

    private readonly record struct Candidate(int Id, double Logit);
}
