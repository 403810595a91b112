using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class LogprobReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5_003)]
    public void Read_RandomLogits_AgreesWithDoublePrecision(int vocabulary)
    {
        var random = new Random(vocabulary);
        for (int round = 0; round < 50; round++)
        {
            float[] logits = [.. Enumerable.Range(0, vocabulary).Select(_ => (float)(random.NextDouble() * 60) - 30)];
            logits[random.Next(vocabulary)] = vocabulary > 1 ? float.NegativeInfinity : 3;
            int drawn = random.Next(vocabulary);
            int top = random.Next(SamplingOptions.MaxTopLogprobs + 1);

            var (token, best) = new LogprobReader().Read(logits, new Token(drawn), top);

            double max = logits.Max();
            double normalizer = max + Math.Log(logits.Sum(logit => Math.Exp(logit - max)));
            Assert.Equal(drawn, token.Token.Id);
            AssertNear(logits[drawn] - normalizer, token.Logprob);
            int[] expected = [.. Enumerable.Range(0, vocabulary).OrderByDescending(id => logits[id]).ThenBy(id => id).Take(top)];
            Assert.Equal(expected, best.Select(entry => entry.Token.Id));
            Assert.All(best, entry => AssertNear(logits[entry.Token.Id] - normalizer, entry.Logprob));
        }
    }

    [Fact]
    public void Read_AnInfiniteLogit_LeavesNoProbabilityToOthers()
    {
        var (drawn, best) = new LogprobReader().Read([1, float.PositiveInfinity, 2], new Token(0), top: 2);

        Assert.Equal(float.NegativeInfinity, drawn.Logprob);
        Assert.Equal((1, 0f), (best[0].Token.Id, best[0].Logprob));
        Assert.Equal(float.NegativeInfinity, best[1].Logprob);
    }

    [Fact]
    public void Read_EqualLogits_ListsTheLowestIdsFirst()
    {
        var (_, best) = new LogprobReader().Read(new float[100], new Token(5), top: 3);

        Assert.Equal([0, 1, 2], best.Select(entry => entry.Token.Id));
        Assert.All(best, entry => AssertNear(-Math.Log(100), entry.Logprob));
    }

    private static void AssertNear(double expected, float actual)
    {
        if (double.IsNegativeInfinity(expected))
        {
            Assert.Equal(float.NegativeInfinity, actual);
            return;
        }

        Assert.InRange(actual, expected - 1e-5, Math.Min(0, expected + 1e-5));
    }
}
