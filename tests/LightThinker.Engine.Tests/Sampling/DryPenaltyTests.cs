using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class DryPenaltyTests
{
    private static readonly ScriptedVocabulary Letters = new("a", "b", "c", "d", "\n", "x:y", "<|e", "|>", "é");

    private static readonly SamplingOptions On = new() { DryMultiplier = 1f, DryBase = 2f };

    [Fact]
    public void Dry_TokenThatProlongsARepeat_LosesMoreTheLongerItIs()
    {
        // "abcd abc": d would prolong a repeat of 3; "ab" or "c" alone are no repeats of the end.
        Assert.Equal([("d", 2f)], Penalties(On, "a", "b", "c", "d", "a", "b", "c"));
        Assert.Equal([("c", 1f)], Penalties(On, "a", "b", "c", "d", "a", "b"));
        Assert.Empty(Penalties(On, "a", "b", "c", "d", "a"));
    }

    [Fact]
    public void Dry_LongestOfSeveralRepeats_Counts() =>
        Assert.Equal([("c", 2f), ("d", 1f)], Penalties(On, "a", "a", "b", "c", "a", "b", "d", "b", "a", "a", "b"));

    [Fact]
    public void Dry_RunOfOneToken_IsARepeatThatOverlapsItself() =>
        Assert.Equal([("a", 4f)], Penalties(On, "a", "a", "a", "a", "a"));

    [Fact]
    public void Dry_AllowedLength_IsTheShortestThatCosts()
    {
        Assert.Empty(Penalties(On with { DryAllowedLength = 4 }, "a", "b", "c", "d", "a", "b", "c"));
        Assert.Equal([("d", 1f)], Penalties(On with { DryAllowedLength = 3 }, "a", "b", "c", "d", "a", "b", "c"));
        Assert.Equal(
            [("b", 1f), ("c", 1f), ("d", 4f)],
            Penalties(On with { DryAllowedLength = 0 }, "b", "b", "c", "d", "b", "c"));
    }

    [Fact]
    public void Dry_Window_ForgetsWhatLiesBeforeIt()
    {
        Assert.Empty(Penalties(On with { DryWindow = 5 }, "a", "b", "c", "d", "a", "b"));
        Assert.Equal([("c", 1f)], Penalties(On with { DryWindow = 6 }, "a", "b", "c", "d", "a", "b"));
        Assert.Equal([("c", 1f)], Penalties(On with { DryWindow = 6 }, "d", "a", "b", "c", "d", "a", "b").Take(1));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("x:y")]
    public void Dry_TokenWithABreaker_EndsARepeatAndLosesNothing(string breaker)
    {
        Assert.Empty(Penalties(On, "b", breaker, "a", "d", "b", breaker, "a"));
        Assert.Equal([("d", 1f)], Penalties(On, "b", breaker, "a", "c", "d", "b", breaker, "a", "c"));
        Assert.Empty(Penalties(On, "a", "b", "c", breaker, "d", "a", "b", "c"));
        Assert.NotEmpty(Penalties(On with { DryBreakers = ["<|e|>"] }, "b", breaker, "a", "d", "b", breaker, "a"));
    }

    [Fact]
    public void Dry_BreakerAcrossTokens_EndsARepeat()
    {
        SamplingOptions options = On with { DryBreakers = ["<|e|>", "abc"] };

        Assert.Empty(Penalties(options, "b", "<|e", "|>", "a", "d", "b", "<|e", "|>", "a"));
        Assert.Empty(Penalties(options, "a", "b", "c", "d", "a", "b", "c"));
        Assert.Equal([("c", 1f)], Penalties(options, "a", "b", "c", "d", "a", "b"));
    }

    [Fact]
    public void Dry_MultiplierOrWindowZero_IsOff()
    {
        Assert.Null(new SamplingState(On with { DryMultiplier = 0f }, [], 9, Letters).Dry);
        Assert.Null(new SamplingState(On with { DryWindow = 0 }, [], 9, Letters).Dry);
    }

    [Fact]
    public void Dry_HugePenalty_StaysFinite()
    {
        SamplingState state = new(On with { DryMultiplier = 1e30f, DryBase = 1e30f }, Tokens("a", "a", "a", "a", "a"), 9, Letters);

        CandidateSet candidates = new Sampler(9).Adjust(new float[9], state, []);

        Assert.Equal(-float.MaxValue, candidates.Block(0)[0]);
    }

    [Fact]
    public void Dry_RandomHistories_EqualDefinition()
    {
        int penalised = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            Random random = new(seed);
            ScriptedVocabulary vocabulary = seed % 3 == 0 ? new("a", "b") : seed % 3 == 1 ? new("a", "b", "ab", ":") : Letters;
            SamplingOptions options = RandomOptions(random);
            List<Token> history = [.. RandomTokens(random, vocabulary, random.Next(60))];
            SamplingState state = new(options, [.. history], vocabulary.Count, vocabulary);
            Sampler sampler = new(vocabulary.Count);
            foreach (Token next in RandomTokens(random, vocabulary, random.Next(60)).Append(new Token(0)))
            {
                float[] expected = new ReferenceDry(options, vocabulary).Penalties(history);
                float[] logits = [.. sampler.Adjust(new float[vocabulary.Count], state, []).Block(0)];
                for (int id = 0; id < vocabulary.Count; id++)
                {
                    Assert.True(
                        Math.Abs(expected[id] + logits[id]) <= 1e-5 * expected[id],
                        $"Seed {seed}, token {id}: {-logits[id]} instead of {expected[id]} with {options}.");
                }

                penalised += expected.Any(penalty => penalty > 0) ? 1 : 0;
                history.Add(next);
                state.Accept(next);
            }
        }

        Assert.True(penalised > 20_000, $"Only {penalised} histories had a penalty.");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Dry_LongOutput_EqualsThatAsAPrompt(int window)
    {
        // Nearly periodic, so that repeats are as long as the window, and break now and then.
        Random random = new(5);
        Token[] tokens = [.. Enumerable.Range(0, 2500).Select(i => new Token(random.Next(400) == 0 ? 3 : i % 7 % 3))];
        SamplingOptions options = On with { DryWindow = window };
        SamplingState stepwise = new(options, tokens.AsSpan(0, 10), Letters.Count, Letters);
        int longest = 0;
        for (int count = 11; count <= tokens.Length; count++)
        {
            stepwise.Accept(tokens[count - 1]);
            if (count % 50 == 0 || count is > 250 and < 310)
            {
                SamplingState whole = new(options, tokens.AsSpan(0, count), Letters.Count, Letters);
                Assert.Equal(whole.Dry!.Lengths.OrderBy(pair => pair.Key.Id), stepwise.Dry!.Lengths.OrderBy(pair => pair.Key.Id));
                longest = Math.Max(longest, stepwise.Dry.Lengths.Values.DefaultIfEmpty().Max());
            }
        }

        Assert.True(longest > 200, $"The longest repeat was {longest} tokens.");
    }

    [Fact]
    public void Dry_LongPromptOfOneToken_IsMeasuredWithoutItsSquare()
    {
        Token[] prompt = new Token[300_000];

        SamplingState state = new(On with { DryBase = 1f }, prompt, 9, Letters);

        Assert.Equal(299_999, state.Dry!.Lengths[new Token(0)]);
    }

    [Fact]
    public void Dry_FullWindow_AllocatesNothing()
    {
        Random random = new(4);
        Token[] tokens = [.. RandomTokens(random, Letters, 2000)];
        SamplingOptions options = On with { DryWindow = 50, DryAllowedLength = 0, XtcProbability = 0.5f, DryBreakers = ["x:y", "ab"] };
        SamplingState state = new(options, tokens, 9, Letters);
        Sampler sampler = new(9);
        float[] logits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        // Once the code is compiled for good; until then the runtime itself allocates now and then.
        Assert.Contains(0, Enumerable.Range(0, 20).Select(_ => Run()));

        long Run()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (Token token in tokens)
            {
                sampler.Sample(logits, state, []);
                state.Accept(token);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static SamplingOptions RandomOptions(Random random) => new()
    {
        DryMultiplier = 0.1f + random.NextSingle(),
        DryBase = random.Next(4) == 0 ? 1f : 1f + random.NextSingle(),
        DryAllowedLength = random.Next(5),
        DryWindow = random.Next(3) == 0 ? -1 : random.Next(1, 80),
        DryBreakers = random.Next(4) switch
        {
            0 => [],
            1 => ["bab", ":", "aé"],
            2 => ["ababa", "|><|e", "y\nx"],
            _ => new SamplingOptions().DryBreakers,
        },
    };

    private static IEnumerable<Token> RandomTokens(Random random, ScriptedVocabulary vocabulary, int count)
    {
        // Mostly one of few tokens, so that there are long repeats.
        int usual = random.Next(1, vocabulary.Count + 1);
        return Enumerable.Range(0, count)
            .Select(_ => new Token(random.Next(random.Next(10) == 0 ? vocabulary.Count : usual)));
    }

    private static Token[] Tokens(params string[] texts) => [.. texts.Select(text => Letters[text])];

    /// <summary>The same by the whole prompt, and token by token, which must agree.</summary>
    private static (string Text, float Penalty)[] Penalties(SamplingOptions options, params string[] texts)
    {
        SamplingState whole = new(options, Tokens(texts), Letters.Count, Letters);
        SamplingState stepwise = new(options, [], Letters.Count, Letters);
        foreach (Token token in Tokens(texts))
        {
            stepwise.Accept(token);
        }

        (string, float)[] penalties = Read(whole.Dry!);
        Assert.Equal(penalties, Read(stepwise.Dry!));
        return penalties;

        static (string Text, float Penalty)[] Read(DryPenalty dry) =>
        [
            .. dry.Lengths
                .Select(pair => (Encoding.UTF8.GetString(Letters.GetBytes(pair.Key)), dry.Of(pair.Value)))
                .OrderBy(pair => pair.Item1, StringComparer.Ordinal),
        ];
    }
}
