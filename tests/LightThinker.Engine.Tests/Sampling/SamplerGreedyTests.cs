using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class SamplerGreedyTests
{
    private static readonly SamplingOptions Greedy = new() { Temperature = 0 };

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(256)]
    [InlineData(70_001)]
    public void Sample_Greedy_IsLowestIdOfLargestLogit(int size)
    {
        foreach (string shape in LogitRows.Shapes)
        {
            float[] logits = LogitRows.Create(shape, size, size);
            int expected = Array.IndexOf(logits, logits.Max());

            Assert.Equal(new Token(expected), new Draws(logits, Greedy).Next());
        }
    }

    [Fact]
    public void Sample_GreedyZeroOfEitherSign_IsTie() =>
        Assert.Equal(new Token(1), new Draws([-1f, -0f, 0f, -2f], Greedy).Next());

    [Fact]
    public void Sample_GreedyWithFilters_IgnoresThem()
    {
        // Locally typical sampling alone would drop the most likely token here.
        float[] logits = [2f, 1.9f, 1.9f, 1.9f, 1.9f, 1.9f, 1.9f, 1.9f, 1.9f];
        SamplingOptions options = Greedy with { TypicalP = 0.1f, TopK = 1, MinP = 0.5f, TopP = 0.1f };

        Assert.Equal(new Token(0), new Draws(logits, options).Next());
    }

    [Fact]
    public void Sample_GreedyWithBiasPenaltyAndMask_AppliesAll()
    {
        float[] logits = [10f, 8f, 7f, 1f, 0f];
        SamplingOptions options = Greedy with
        {
            LogitBias = new Dictionary<Token, float> { [new Token(3)] = 6.5f, [new Token(4)] = 100f },
            RepetitionPenalty = 2f,
        };

        // 0: penalised to 5; 1: to 4; 3: biased to 7.5; 4: masked.
        Draws draws = new(logits, options, recent: [new Token(0), new Token(1)], forbidden: [new Token(4)]);

        Assert.Equal(new Token(3), draws.Next());
    }

    [Fact]
    public void Sample_GreedyMaskedBest_IsNextBest()
    {
        float[] logits = LogitRows.Create("bell", 5000, 3);
        int[] order = [.. Enumerable.Range(0, 5000).OrderByDescending(id => logits[id])];
        Token[] forbidden = [.. order.Take(40).Select(id => new Token(id))];

        Assert.Equal(new Token(order[40]), new Draws(logits, Greedy, forbidden: forbidden).Next());
    }
}
