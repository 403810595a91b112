using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Llama.Loading;

namespace LightThinker.Llama.Tests.Sampling;

/// <summary>DRY with breakers, over the bundled model's tokens, weakens the tokens that llama.cpp's weakens, as much.</summary>
public sealed class DryBreakersAgainstLlamaTests(ModelFixture fixture)
{
    private const string Text =
        "Nora has 12 pencils. \"How many?\"\nShe gives 3: 12 - 3 = 9\nSo Nora has 9 pencils. \"How many?\"\nShe gives 3: 9";

    [Fact]
    public void Dry_RandomHistoriesWithOneTokenBreakers_EqualLlama()
    {
        Vocabulary vocabulary = fixture.Model.Vocabulary;
        Token[] written = [.. vocabulary.Tokenize(Text)];
        int weakened = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            Random random = new(seed);

            // A few tokens of the text, breakers among them, so that they come again and again.
            Token[] some = random.GetItems(written, random.Next(2, 12));
            Token[] history = random.GetItems(some, random.Next(200));
            SamplingOptions options = new()
            {
                DryMultiplier = 0.1f + random.NextSingle(),
                DryBase = 1f + random.NextSingle(),
                DryAllowedLength = random.Next(5),
                DryWindow = random.Next(2) == 0 ? -1 : random.Next(1, 250),
                DryBreakers = random.Next(2) == 0 ? new SamplingOptions().DryBreakers : [" ", "e"],
            };
            weakened += AssertEqual(options, history) ? 1 : 0;
        }

        Assert.True(weakened > 300, $"Only {weakened} histories had a penalty.");
    }

    [Theory]
    [InlineData("How many", true)]
    [InlineData(" gives 3", true)]
    [InlineData("She", true)]
    [InlineData("9\n", true)]
    [InlineData("She gives 3: 9", false)]
    public void Dry_BreakerOfSeveralTokens_EqualsLlama(string breaker, bool isWeakened) =>
        Assert.Equal(
            isWeakened,
            AssertEqual(
                new SamplingOptions { DryMultiplier = 0.8f, DryAllowedLength = 1, DryBreakers = [breaker] },
                [.. fixture.Model.Vocabulary.Tokenize(Text)]));

    /// <returns>Whether any token was weakened.</returns>
    private bool AssertEqual(SamplingOptions options, Token[] history)
    {
        float[] logits = new float[fixture.Model.Vocabulary.Count];

        double[] actual = EngineDistribution.Of(logits, options, history, fixture.Model.Vocabulary);
        double[] expected = NativeSamplerChain.Distribution(logits, options, history, fixture.Model);

        double distance = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Sum() / 2;
        Assert.True(distance < 1e-5, $"{options} after {history.Length} tokens: distributions differ by {distance}.");
        return actual.Min() < 0.99 * actual.Max();
    }
}
