using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class XtcTests
{
    // Probabilities 0.4, 0.1, 0.3, 0.15 and 0.05.
    private static readonly float[] Logits = [.. new[] { 0.4f, 0.1f, 0.3f, 0.15f, 0.05f }.Select(p => MathF.Log(p))];

    private static readonly SamplingOptions Always = new() { XtcProbability = 1f };

    [Theory]
    [InlineData(0.12f, new[] { 1, 3, 4 })]
    [InlineData(0.2f, new[] { 1, 2, 3, 4 })]
    [InlineData(0.35f, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(0.45f, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(0f, new[] { 4 })]
    public void Xtc_Always_LeavesTheLeastLikelyThatReachesTheThreshold(float threshold, int[] left) =>
        Assert.Equal(left, new Draws(Logits, Always with { XtcThreshold = threshold }).Support());

    [Fact]
    public void Xtc_ComesAfterTheOtherFilters()
    {
        // Of the two that min-p leaves, both reach the threshold.
        Assert.Equal([2], new Draws(Logits, Always with { MinP = 0.5f, XtcThreshold = 0.42f }).Support());
        Assert.Equal([2], new Draws(Logits, Always with { TopK = 2, XtcThreshold = 0.42f }).Support());
    }

    [Fact]
    public void Xtc_EquallyLikelyTokens_LeavesTheLowestId()
    {
        float[] logits = new float[600];
        (logits[5], logits[300], logits[301]) = (9f, 8f, 8f);

        int[] support = new Draws(logits, Always).Support();

        Assert.Contains(300, support);
        Assert.DoesNotContain(5, support);
        Assert.DoesNotContain(301, support);
        Assert.Equal(598, support.Length);
    }

    [Theory]
    [InlineData(0f, 0.1f)]
    [InlineData(1f, 0.51f)]
    public void Xtc_Off_LeavesSeedsTheirDraws(float probability, float threshold)
    {
        SamplingOptions off = new() { Seed = 7, XtcProbability = probability, XtcThreshold = threshold };
        Draws plain = new(Logits, new SamplingOptions { Seed = 7 });
        Draws same = new(Logits, off);

        Assert.Equal(Enumerable.Range(0, 200).Select(_ => plain.Next()), Enumerable.Range(0, 200).Select(_ => same.Next()));
    }

    [Fact]
    public void Xtc_Probability_IsHowOftenItExcludes()
    {
        // The first token can be drawn only where nothing is excluded: 0.75 · 0.4 of the time.
        Draws draws = new(Logits, Always with { XtcProbability = 0.25f, Seed = 3 });

        int first = Enumerable.Range(0, 20_000).Count(_ => draws.Next() == new Token(0));

        Assert.InRange(first / 20_000.0, 0.28, 0.32);
    }

    [Fact]
    public void Xtc_Greedy_TakesTheMostLikelyThatIsLeft()
    {
        SamplingOptions greedy = Always with { Temperature = 0f };

        // All of 0.1 and more are excluded but the least likely of them.
        Assert.Equal(new Token(3), new Draws(Logits, greedy with { XtcThreshold = 0.12f }).Next());
        Assert.Equal(new Token(2), new Draws(Logits, greedy with { TopK = 3, XtcThreshold = 0.3f }).Next());
        Assert.Equal(new Token(0), new Draws(Logits, greedy with { XtcThreshold = 0.35f }).Next());
        Assert.Equal(new Token(0), new Draws(Logits, greedy with { XtcProbability = 0f }).Next());
    }

    [Fact]
    public void Xtc_GreedyNowAndThen_TakesTheMostLikelyOtherwise()
    {
        Draws draws = new(Logits, Always with { Temperature = 0f, XtcProbability = 0.5f, XtcThreshold = 0.12f, Seed = 3 });

        int excluded = Enumerable.Range(0, 1000).Count(_ => draws.Next() == new Token(3));
        int first = Enumerable.Range(0, 1000).Count(_ => draws.Next() == new Token(0));

        Assert.InRange(excluded, 430, 570);
        Assert.InRange(first, 430, 570);
    }
}
