using CsCheck;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class SamplerDrawTests
{
    [Theory]
    [InlineData("bell", 1f, 0, 1f)]
    [InlineData("bell", 0.6f, 40, 0.9f)]
    [InlineData("narrow", 2f, 0, 0.8f)]
    [InlineData("ties", 1f, 7, 1f)]
    [InlineData("peaked", 1.3f, 0, 0.95f)]
    public void Sample_ManyDraws_FrequenciesFitProbabilities(string shape, float temperature, int topK, float topP)
    {
        const int Count = 20_000;
        float[] logits = LogitRows.Create(shape, 300, 8);
        SamplingOptions options = new() { Temperature = temperature, TopK = topK, TopP = topP, Seed = 42 };
        Draws draws = new(logits, options);
        int[] seen = new int[logits.Length];
        for (int i = 0; i < Count; i++)
        {
            seen[draws.Next().Id]++;
        }

        // Tokens expected fewer than ten times are taken together, or the statistic would not be chi-square.
        SortedDictionary<int, double> expected = draws.Reference.Distribution(logits);
        List<(double Expected, double Seen)> cells =
            [.. expected.Where(e => e.Value * Count >= 10).Select(e => (e.Value * Count, (double)seen[e.Key]))];
        double rare = Count - cells.Sum(cell => cell.Expected);
        if (rare > 10)
        {
            cells.Add((rare, Count - cells.Sum(cell => cell.Seen)));
        }

        double statistic = cells.Sum(cell => (cell.Seen - cell.Expected) * (cell.Seen - cell.Expected) / cell.Expected);
        int freedom = cells.Count - 1;

        // Four standard deviations; the seed is fixed, so this either always holds or never.
        Assert.True(freedom > 0);
        Assert.InRange(statistic, freedom - (4 * Math.Sqrt(2 * freedom)), freedom + (4 * Math.Sqrt(2 * freedom)));
        Assert.All(Enumerable.Range(0, 300).Where(id => seen[id] > 0), id => Assert.True(expected.ContainsKey(id)));
    }

    [Fact]
    public void Sample_ForbiddenTokens_NeverDrawn() =>
        Gen.Select(Gen.OneOf(LogitRows.Shapes), Gen.Int[20, 600], Gen.Int[0, 1 << 20], SamplingCases.Options).Sample(
            (shape, size, seed, options) =>
            {
                Token[] forbidden = [.. Enumerable.Range(0, 8).Select(i => new Token((seed + (i * 7)) % size))];
                SamplingOptions biased = options with
                {
                    LogitBias = forbidden.Distinct().ToDictionary(token => token, _ => 100f),
                };
                float[] logits = LogitRows.Create(shape, size, seed);
                if (shape == "one left")
                {
                    logits[Enumerable.Range(0, size).First(id => !forbidden.Contains(new Token(id)))] = -5f;
                }

                Draws draws = new(logits, biased, forbidden: forbidden);
                return Enumerable.Range(0, 10).All(_ => !forbidden.Contains(draws.Next()));
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void Sample_SameSeed_SameTokensWhateverElseIsSampled()
    {
        float[] logits = LogitRows.Create("bell", 2000, 1);
        float[] other = LogitRows.Create("narrow", 2000, 2);
        SamplingOptions options = new() { TopP = 0.95f, RepetitionPenalty = 1.1f, Seed = 7 };
        SamplingOptions otherOptions = new() { TopK = 5, LogitBias = new Dictionary<Token, float> { [new Token(5)] = 9f } };
        Sampler alone = new(2000);
        Sampler shared = new(2000);
        SamplingState aloneState = new(options, [new Token(3)], 2000);
        SamplingState sharedState = new(options, [new Token(3)], 2000);
        SamplingState otherState = new(otherOptions, [], 2000);
        for (int i = 0; i < 200; i++)
        {
            Token expected = alone.Sample(logits, aloneState, []);
            Token actual = shared.Sample(logits, sharedState, []);
            otherState.Accept(shared.Sample(other, otherState, [new Token(i)]));
            aloneState.Accept(expected);
            sharedState.Accept(actual);

            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Sample_OtherSeed_OtherTokens()
    {
        float[] logits = LogitRows.Create("flat", 2000, 1);
        Draws one = new(logits, new SamplingOptions { Seed = 1 });
        Draws two = new(logits, new SamplingOptions { Seed = 2 });

        Assert.NotEqual(Enumerable.Range(0, 20).Select(_ => one.Next()), Enumerable.Range(0, 20).Select(_ => two.Next()));
    }

    [Theory]
    [InlineData("bell")]
    [InlineData("narrow")]
    public void Sample_SteadyState_AllocatesNothing(string shape)
    {
        const int Size = 5000;
        float[] logits = LogitRows.Create(shape, Size, 1);
        Token[] forbidden = [new Token(1), new Token(4999)];
        Dictionary<Token, float> bias = new() { [new Token(17)] = 3f };
        SamplingOptions penalised = new() { RepetitionPenalty = 1.2f, PenaltyWindow = 32, LogitBias = bias };
        Sampler sampler = new(Size);
        SamplingState[] states =
        [
            new(penalised with { Temperature = 0 }, [], Size),
            new(penalised, [], Size),
            new(penalised with { TopK = 40 }, [], Size),
            new(penalised with { TopP = 0.95f }, [], Size),
            new(penalised with { MinP = 0.05f }, [], Size),
            new(penalised with { TypicalP = 0.9f, TopK = 200, TopP = 0.9f, MinP = 0.01f }, [], Size),
        ];

        Run(50);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(50);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                foreach (SamplingState state in states)
                {
                    state.Accept(sampler.Sample(logits, state, forbidden));
                }
            }
        }
    }
}
