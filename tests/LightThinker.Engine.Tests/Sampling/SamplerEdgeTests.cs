using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class SamplerEdgeTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    public void Sample_NaN_Throws(float temperature)
    {
        float[] logits = LogitRows.Create("bell", 700, 1);
        logits[699] = float.NaN;
        Draws draws = new(logits, new SamplingOptions { Temperature = temperature, TopK = 3 });

        SamplingException error = Assert.Throws<SamplingException>(() => draws.Next());

        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    public void Sample_EverythingMasked_Throws(float temperature)
    {
        SamplingOptions options = new()
        {
            Temperature = temperature,
            LogitBias = new Dictionary<Token, float> { [new Token(0)] = float.NegativeInfinity, [new Token(1)] = 100f },
        };
        Draws draws = new([1f, 2f, float.NegativeInfinity], options, forbidden: [new Token(1)]);

        SamplingException error = Assert.Throws<SamplingException>(() => draws.Next());

        Assert.Contains("masked", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_AfterException_WorksForOthers()
    {
        Sampler sampler = new(3);
        SamplingState state = new(new SamplingOptions { Temperature = 0 }, [], 3);
        Assert.Throws<SamplingException>(() => sampler.Sample([float.NaN, 1, 2], state, [new Token(1)]));

        Assert.Equal(new Token(1), sampler.Sample([0, 3, 2], state, []));
    }

    [Fact]
    public void Sample_PositiveInfinity_SharesAllProbability()
    {
        float[] logits = LogitRows.Create("bell", 400, 2);
        logits[30] = float.PositiveInfinity;
        logits[300] = float.PositiveInfinity;
        logits[301] = float.PositiveInfinity;
        Draws draws = new(logits, new SamplingOptions(), forbidden: [new Token(301)]);
        int[] points = draws.At([0, 0.25, 0.4999, 0.5001, 0.75, 0.9999]);

        Assert.Equal([30, 300], draws.Support());
        Assert.Equal([30, 30, 30, 300, 300, 300], points);
        Assert.Equal([30, 300], new Draws(logits, new SamplingOptions { TopP = 0.5f }).Support());
        Assert.Equal([30], new Draws(logits, new SamplingOptions { TopP = 0.3f }).Support());
        Assert.Equal([30, 300], new Draws(logits, new SamplingOptions { TopK = 2, MinP = 1f, TypicalP = 0.9f }).Support());
        Assert.Equal(new Token(30), new Draws(logits, new SamplingOptions { Temperature = 0 }).Next());
    }

    [Fact]
    public void Sample_InfiniteLogitBiasedToNegativeInfinity_IsMasked()
    {
        SamplingOptions options = new()
        {
            LogitBias = new Dictionary<Token, float> { [new Token(0)] = float.NegativeInfinity },
        };

        Assert.Equal([1], new Draws([float.PositiveInfinity, 1f], options).Support());
    }

    [Theory]
    [InlineData(0.5f, 5)]
    [InlineData(0.51f, 6)]
    [InlineData(0.0999f, 1)]
    [InlineData(0f, 1)]
    public void Sample_TiesAtTopPBorder_KeepLowestIds(float topP, int kept) => Assert.Equal(
        Enumerable.Range(0, kept),
        new Draws([.. Enumerable.Repeat(3f, 10)], new SamplingOptions { TopP = topP }).Support());

    [Theory]
    [InlineData(0.5f, 6)]
    [InlineData(0.51f, 6)]
    [InlineData(0f, 1)]
    public void Sample_TiesAtTypicalBorder_KeepLowestIds(float typicalP, int kept) => Assert.Equal(
        Enumerable.Range(0, kept),
        new Draws([.. Enumerable.Repeat(3f, 10)], new SamplingOptions { TypicalP = typicalP }).Support());

    [Fact]
    public void Sample_TiesAtTopKBorder_KeepLowestIds()
    {
        float[] logits = [.. Enumerable.Repeat(1f, 1000)];
        logits[700] = 2f;
        logits[50] = 0f;

        Assert.Equal([0, 1, 2, 700], new Draws(logits, new SamplingOptions { TopK = 4 }).Support());
        Assert.Equal(
            [.. Enumerable.Range(0, 50), .. Enumerable.Range(51, 48), 700],
            new Draws(logits, new SamplingOptions { TopK = 99 }).Support());
    }

    [Fact]
    public void Sample_TinyTemperature_DrawsTheBest()
    {
        Draws draws = new([1f, 1.001f, 0.5f], new SamplingOptions { Temperature = float.Epsilon });

        Assert.Equal([1, 1, 1], draws.At([0, 0.5, 0.999]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void Sample_NumberAtTheEnd_DrawsTheLastPossibleToken(int masked)
    {
        float[] logits = [.. Enumerable.Repeat(0f, 999), .. Enumerable.Repeat(float.NegativeInfinity, masked)];

        // 1 itself stands for a number that rounding carries past the end.
        Assert.Equal([998, 998], new Draws(logits, new SamplingOptions()).At([Math.BitDecrement(1.0), 1.0]));
    }

    [Fact]
    public void Sample_WrongNumberOfLogits_Throws()
    {
        SamplingState state = new(new SamplingOptions(), [], 3);

        Assert.Throws<ArgumentException>(() => new Sampler(3).Sample([1, 2], state, []));
    }
}
