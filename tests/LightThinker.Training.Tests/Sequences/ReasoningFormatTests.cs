using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Reference;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Tests.Sequences;

public sealed class ReasoningFormatTests
{
    private const int Interval = 24;

    // The small model's vocabulary with more cache tokens behind it.
    private static readonly TextTokenizer Tokenizer = new(SmallModel.Vocabulary with
    {
        Tokens = [.. SmallModel.Vocabulary.Tokens, SpecialTokens.Cache(2), SpecialTokens.Cache(3)],
        SpecialCount = SmallModel.Vocabulary.SpecialCount + 2,
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void ThoughtFormat_WithAnyCacheTokens_ShowsEachTokenWhatTheMethodSays(int cacheTokens)
    {
        var sequence = Build(new ThoughtFormat(), steps: 4, cacheTokens: cacheTokens);

        AssertSees(ExplicitVisibility.Compressed(sequence), sequence);
        Assert.Equal(4 * cacheTokens, sequence.Tokens.Count(token => token >= SmallModel.Vocabulary.Special(SpecialTokens.Cache(0))));
    }

    [Fact]
    public void AnchorFormat_OfAStory_KeepsOnlyTheSplitsOfItsThoughts()
    {
        var sequence = Build(new AnchorFormat(), steps: 5);

        AssertSees(ExplicitVisibility.Anchor(sequence), sequence);
        int closing = Array.IndexOf(sequence.Tokens, Token(SpecialTokens.ThoughtEnd));
        int opening = Array.IndexOf(sequence.Tokens, Token(SpecialTokens.ThoughtStart));
        Assert.Equal(opening + 5 + 1, SeenKeys.Of(new Pack([sequence]))[closing].Count);
    }

    [Fact]
    public void ControlFormat_OfAStory_KeepsNothingButThePrompt()
    {
        var sequence = Build(new ControlFormat(), steps: 5);

        AssertSees(ExplicitVisibility.Control(sequence), sequence);
        int prompt = Array.IndexOf(sequence.Tokens, Token(SpecialTokens.ThoughtStart));
        var seen = SeenKeys.Of(new Pack([sequence]));
        for (int i = 0; i < sequence.Length; i++)
        {
            if (sequence.Tokens[i] == Token(SpecialTokens.Resume))
            {
                Assert.Equal([.. Enumerable.Range(0, prompt).Select(key => (long)key), i], seen[i].Order());
            }
        }
    }

    [Fact]
    public void ControlFormat_OfAStory_HasTheTokensAndLabelsOfTheTrainedFormat()
    {
        var trained = Build(new ThoughtFormat(), steps: 3);
        var control = Build(new ControlFormat(), steps: 3);

        Assert.Equal(trained.Tokens, control.Tokens);
        Assert.Equal(trained.IsLabel, control.IsLabel);
    }

    [Fact]
    public void TokenFormat_OfAStory_ShowsEachTokenWhatTheMethodSays()
    {
        var sequence = Build(new TokenFormat(Interval), steps: 4);

        AssertSees(ExplicitVisibility.Compressed(sequence), sequence);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(24)]
    [InlineData(10_000)]
    public void TokenFormat_WithAnyInterval_IsWhatTheTestKitsMaskSays(int interval)
    {
        var sequence = Build(new TokenFormat(interval), steps: 4);
        var scheme = new LightThinkerScheme
        {
            Split = new Token(Token(SpecialTokens.Split)),
            CacheTokens = [new Token(Token(SpecialTokens.Cache(0))), new Token(Token(SpecialTokens.Cache(1)))],
            Resume = new Token(Token(SpecialTokens.Resume)),
            OpeningDelimiter = new Token(Token(SpecialTokens.ThoughtStart)),
            ClosingDelimiter = new Token(Token(SpecialTokens.ThoughtEnd)),
            EvictsOpeningDelimiter = true,
            Interval = interval,
        };
        int start = Array.IndexOf(sequence.Tokens, Token(SpecialTokens.ThoughtStart));
        var trace = new LightThinkerTrace(scheme, [.. sequence.Tokens[..start].Select(id => new Token(id))]);
        while (trace.Tokens.Count < sequence.Length)
        {
            trace.Sample(new Token(sequence.Tokens[trace.Tokens.Count]));
        }

        Assert.Equal(sequence.Tokens, trace.Tokens.Select(token => token.Id));
        AssertSees(trace.Mask.Allows, sequence);
    }

    [Fact]
    public void TokenFormat_OfAStory_CompressesAfterEverySoManySampledTokens()
    {
        var sequence = Build(new TokenFormat(Interval), steps: 4);
        int sampled = 0;
        int compressions = 0;
        for (int i = Array.IndexOf(sequence.Tokens, Token(SpecialTokens.ThoughtStart)); sequence.Tokens[i] != Token(SpecialTokens.ThoughtEnd); i++)
        {
            sampled += sequence.IsLabel[i] ? 1 : 0;
            if (sequence.Tokens[i] == Token(SpecialTokens.Resume))
            {
                compressions++;
                Assert.Equal(compressions * Interval, sampled);
            }
        }

        Assert.Equal(sampled / Interval, compressions);
        Assert.InRange(compressions, 5, int.MaxValue);
    }

    [Theory]
    [InlineData("thought")]
    [InlineData("token")]
    [InlineData("anchor")]
    public void Labels_OfEveryMethod_AreTheSampledTokensOnly(string method)
    {
        var sequence = Build(ReasoningFormats.Find(method, Interval), steps: 3);
        var plain = Build(new PlainFormat(), steps: 3);

        Assert.Equal(Labels(plain), Labels(sequence));
        int resume = Array.IndexOf(sequence.Tokens, Token(SpecialTokens.Resume));
        Assert.Equal(method == AnchorFormat.FormatName, resume < 0);
        if (resume >= 0)
        {
            Assert.False(sequence.IsLabel[resume]);
            Assert.True(sequence.IsLabel[resume + 1]);
        }
    }

    [Theory]
    [InlineData("thought")]
    [InlineData("token")]
    [InlineData("anchor")]
    public void Format_WithoutThoughts_StillOpensTheReasoning(string method)
    {
        var builder = new SequenceBuilder(SmallModel.Tokenizer, 2, ReasoningFormats.Find(method, Interval));
        var sequence = builder.Build(SmallModel.Story(1) with { Thoughts = [] }, isCompressed: true);

        int opening = Array.IndexOf(sequence.Tokens, Token(SpecialTokens.ThoughtStart));
        Assert.Equal(Token(SpecialTokens.ThoughtEnd), sequence.Tokens[opening + 1]);
    }

    [Fact]
    public void Find_OfAnUnknownMethod_NamesTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => ReasoningFormats.Find("paragraph", Interval));

        Assert.Contains("thought, token, anchor", error.Message, StringComparison.Ordinal);
    }

    private static TokenSequence Build(IReasoningFormat format, int steps, int cacheTokens = 2) =>
        new SequenceBuilder(Tokenizer, cacheTokens, format).Build(SmallModel.Story(steps), isCompressed: true);

    private static int Token(string name) => SmallModel.Vocabulary.Special(name);

    private static IEnumerable<int> Labels(TokenSequence sequence) => sequence.Tokens.Where((_, i) => sequence.IsLabel[i]);

    private static void AssertSees(Func<int, int, bool> sees, TokenSequence sequence)
    {
        var seen = SeenKeys.Of(new Pack([sequence]));
        for (int query = 0; query < sequence.Length; query++)
        {
            var expected = Enumerable.Range(0, sequence.Length).Where(key => sees(query, key)).Select(key => (long)key);
            Assert.Equal(expected, seen[query].Order());
        }
    }
}
