using CsCheck;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class SamplerStageTests
{
    // Neither multiples of a vector's width nor of a block's, and some that are.
    private static readonly int[] Sizes = [1, 7, 16, 256, 257, 2050];

    public static TheoryData<string, int> Rows()
    {
        TheoryData<string, int> rows = [];
        foreach (string shape in LogitRows.Shapes)
        {
            foreach (int size in Sizes)
            {
                rows.Add(shape, size);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sampler_NoStage_EqualsReference(string shape, int size) => AssertAll(shape, size, new SamplingOptions());

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sampler_Temperature_EqualsReference(string shape, int size) =>
        AssertAll(shape, size, [.. new[] { 0.01f, 0.7f, 2f }.Select(t => new SamplingOptions { Temperature = t })]);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sampler_TopK_EqualsReference(string shape, int size) =>
        AssertAll(shape, size, [.. new[] { 1, 2, 5, 40, 900, int.MaxValue }.Select(k => new SamplingOptions { TopK = k })]);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sampler_TopP_EqualsReference(string shape, int size) => AssertAll(
        shape, size, [.. new[] { 0f, 0.1f, 0.5f, 0.95f, 0.9999f }.Select(p => new SamplingOptions { TopP = p })]);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sampler_MinP_EqualsReference(string shape, int size) => AssertAll(
        shape, size, [.. new[] { 1e-6f, 0.05f, 0.3f, 1f }.Select(p => new SamplingOptions { MinP = p })]);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sampler_Typical_EqualsReference(string shape, int size) => AssertAll(
        shape, size, [.. new[] { 0f, 0.2f, 0.5f, 0.95f }.Select(p => new SamplingOptions { TypicalP = p })]);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sampler_Xtc_EqualsReference(string shape, int size) => AssertAll(
        shape,
        size,
        [.. new[] { 0f, 1e-4f, 0.03f, 0.1f, 0.5f, 0.6f }
            .Select(t => new SamplingOptions { XtcProbability = 1f, XtcThreshold = t })]);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sampler_Penalties_EqualsReference(string shape, int size)
    {
        Token[] recent = [.. Enumerable.Range(0, 50).Select(i => new Token(i * i % size))];
        foreach (int window in new[] { 0, 1, 20, 64, -1 })
        {
            SamplingOptions options = new()
            {
                RepetitionPenalty = 1.3f,
                PresencePenalty = 0.4f,
                FrequencyPenalty = -0.2f,
                PenaltyWindow = window,
            };
            new Draws(LogitRows.Create(shape, size, 5), options, recent).AssertEqualsReference();
        }
    }

    [Fact]
    public void Sampler_TypicalWithManyUnlikelyTokensNearEntropy_EqualsReference()
    {
        // The unlikely thousand is nearer the entropy than the one likeliest token, so a part of it is kept, small as it is.
        float[] logits =
        [
            MathF.Log(0.2f),
            .. Enumerable.Repeat(MathF.Log(7.5e-4f), 1000),
            .. Enumerable.Repeat(MathF.Log(5e-5f), 1000),
        ];
        Draws draws = new(logits, new SamplingOptions { TypicalP = 0.76f });

        draws.AssertEqualsReference();
        Assert.InRange(draws.Support().Length, 1100, 1300);
        Assert.DoesNotContain(0, draws.Support());
    }

    [Theory]
    [InlineData("bell")]
    [InlineData("narrow")]
    [InlineData("flat")]
    [InlineData("lone peak")]
    [InlineData("ties")]
    public void Sampler_RealVocabularySize_EqualsReference(string shape)
    {
        float[] logits = LogitRows.Create(shape, 70_001, 9);
        new Draws(logits, new SamplingOptions { TopP = 0.95f }).AssertEqualsReference();
        new Draws(logits, new SamplingOptions { TypicalP = 0.9f }).AssertEqualsReference();
        new Draws(logits, new SamplingOptions { XtcProbability = 1f, XtcThreshold = 1e-4f }).AssertEqualsReference();
        new Draws(logits, new SamplingOptions { TopK = 20_000, Temperature = 2f }).AssertEqualsReference();
    }

    [Fact]
    public void Sampler_AnyOptions_EqualsReference()
    {
        int total = 0;
        int nudged = 0;
        Gen.Select(Gen.OneOf(LogitRows.Shapes), Gen.Int[1, 700], Gen.Int[0, 1 << 20], SamplingCases.Options)
            .Sample(
                (shape, size, seed, options) =>
                {
                    SamplingOptions within = options with
                    {
                        LogitBias = options.LogitBias.Where(b => b.Key.Id < size).ToDictionary(),
                    };
                    Token[] recent = [.. Enumerable.Range(0, 30).Select(i => new Token(seed / (i + 1) % size))];
                    Token[] forbidden = size < 10 ? [] : [new Token(seed % size), new Token(3)];
                    float[] logits = LogitRows.Create(shape, size, seed);
                    if (new ReferenceSampler(within, recent, forbidden).Adjust(logits).All(float.IsNegativeInfinity))
                    {
                        return;
                    }

                    Interlocked.Increment(ref total);
                    if (!new Draws(logits, within, recent, forbidden).AssertEqualsReference())
                    {
                        Interlocked.Increment(ref nudged);
                    }
                },
                iter: 1000,
                threads: 1);
        Assert.True(total > 700, $"Only {total} cases could be drawn from.");
        Assert.True(nudged < total / 20, $"{nudged} of {total} cases agreed only after a nudge.");
    }

    private static void AssertAll(string shape, int size, params SamplingOptions[] all)
    {
        foreach (SamplingOptions options in all)
        {
            new Draws(LogitRows.Create(shape, size, size), options).AssertEqualsReference();
        }
    }
}
