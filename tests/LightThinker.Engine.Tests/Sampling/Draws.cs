using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

/// <summary>The sampler with one set of logits, options and tokens. Not thread-safe.</summary>
internal sealed class Draws(
    float[] logits, SamplingOptions options, Token[]? recent = null, Token[]? forbidden = null)
{
    private readonly Sampler _sampler = new(logits.Length);
    private readonly SamplingState _state = new(options, recent ?? [], logits.Length);
    private readonly Token[] _forbidden = forbidden ?? [];

    public ReferenceSampler Reference { get; } = new(options, recent ?? [], forbidden ?? []);

    public Token Next() => _sampler.Sample(logits, _state, _forbidden);

    /// <summary>Ids that can be drawn, ascending.</summary>
    public int[] Support()
    {
        CandidateSet candidates = Narrowed();
        List<int> ids = [];
        for (int i = 0; i < candidates.Count; i++)
        {
            if (!float.IsNegativeInfinity(candidates.Block(i / CandidateSet.BlockSize)[i % CandidateSet.BlockSize]))
            {
                ids.Add(candidates.TokenAt(i).Id);
            }
        }

        return [.. ids];
    }

    /// <summary>The token at each point of the unit interval on which tokens are laid end to end.</summary>
    public int[] At(double[] points)
    {
        CandidateSet candidates = Narrowed();
        int[] ids = new int[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            ids[i] = WeightedDraw.Draw(candidates, options.Temperature, points[i]).Id;
        }

        return ids;
    }

    /// <summary>Checks that the reference can draw the same tokens, each as often.</summary>
    /// <returns>Whether the two agree without a nudge.</returns>
    public bool AssertEqualsReference()
    {
        int[] support = Support();
        foreach (Nudge nudge in Nudge.For(options))
        {
            SortedDictionary<int, double> expected = Reference.Distribution(logits, nudge);
            if (expected.Keys.SequenceEqual(support))
            {
                AssertDraws(expected);
                return nudge == default;
            }
        }

        int[] plain = [.. Reference.Distribution(logits).Keys];
        Assert.Fail(
            $"{options}: the sampler keeps {support.Length} tokens and the reference {plain.Length}; " +
            $"only here: {string.Join(", ", support.Except(plain).Take(5))}; " +
            $"only there: {string.Join(", ", plain.Except(support).Take(5))}");
        return false;
    }

    private CandidateSet Narrowed()
    {
        CandidateSet candidates = _sampler.Adjust(logits, _state, _forbidden);
        Sampler.Narrow(ref candidates, options);
        if (_state.NextExcludesTop())
        {
            CandidateFilters.ExcludeTop(ref candidates, options.XtcThreshold);
        }

        return candidates;
    }

    private void AssertDraws(SortedDictionary<int, double> expected)
    {
        // Near both ends of a token's stretch; one too short to be told from its neighbours by a float is left out.
        const double Margin = 5e-6;
        List<double> points = [];
        List<int> ids = [];
        double before = 0;
        foreach ((int id, double probability) in expected)
        {
            if (probability > 2.5 * Margin)
            {
                points.AddRange([before + Margin, before + probability - Margin]);
                ids.AddRange([id, id]);
            }

            before += probability;
        }

        // Every draw weighs all candidates: a hundred of them, evenly spread, have to do.
        int stride = Math.Max(1, points.Count / 100);
        double[] some = [.. points.Where((_, i) => i % stride == 0)];
        Assert.Equal(ids.Where((_, i) => i % stride == 0), At(some));
    }
}
