using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Reference;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Tests.Sequences;

public sealed class AttentionPlanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Plan_OfCompressedSequences_ShowsEachTokenWhatTheMethodSays(int steps)
    {
        TokenSequence[] sequences = [.. Enumerable.Range(1, 4).Select(seed =>
            SmallModel.Builder.Build(SmallModel.Story(steps + (seed % 2), seed), isCompressed: true))];

        AssertVisible(sequences, Compressed);
    }

    [Fact]
    public void Plan_OfPlainSequences_IsCausal()
    {
        TokenSequence[] sequences = [.. Enumerable.Range(1, 3).Select(seed =>
            SmallModel.Builder.Build(SmallModel.Story(4, seed), isCompressed: false))];

        AssertVisible(sequences, sequence => VisibilityMask.Causal(sequence.Length));
    }

    [Fact]
    public void Plan_OfBothFormatsTogether_KeepsThemApart()
    {
        var compressed = SmallModel.Builder.Build(SmallModel.Story(6), isCompressed: true);
        var plain = SmallModel.Builder.Build(SmallModel.Story(3), isCompressed: false);

        AssertVisible([compressed, plain], sequence => sequence == plain ? VisibilityMask.Causal(plain.Length) : Compressed(sequence));
    }

    /// <summary>The test kit's explicit mask, from the tokens alone.</summary>
    private static VisibilityMask Compressed(TokenSequence sequence)
    {
        var scheme = new LightThinkerScheme
        {
            Split = Token(SpecialTokens.Split),
            CacheTokens = [Token(SpecialTokens.Cache(0)), Token(SpecialTokens.Cache(1))],
            Resume = Token(SpecialTokens.Resume),
            OpeningDelimiter = Token(SpecialTokens.ThoughtStart),
            ClosingDelimiter = Token(SpecialTokens.ThoughtEnd),
            EvictsOpeningDelimiter = true,
        };
        int start = Array.IndexOf(sequence.Tokens, SmallModel.Vocabulary.Special(SpecialTokens.ThoughtStart));
        var trace = new LightThinkerTrace(scheme, [.. sequence.Tokens[..start].Select(id => new Token(id))]);
        while (trace.Tokens.Count < sequence.Length)
        {
            trace.Sample(new Token(sequence.Tokens[trace.Tokens.Count]));
        }

        Assert.Equal(sequence.Tokens, trace.Tokens.Select(token => token.Id));
        return trace.Mask;
    }

    private static Token Token(string name) => new(SmallModel.Vocabulary.Special(name));

    /// <summary>Compares what every token of the pack sees with what the masks say, token by token.</summary>
    private static void AssertVisible(TokenSequence[] sequences, Func<TokenSequence, VisibilityMask> maskOf)
    {
        var pack = new Pack(sequences);
        var seen = SeenKeys.Of(pack);
        int start = 0;
        foreach (var sequence in sequences)
        {
            var mask = maskOf(sequence);
            for (int row = 0; row < sequence.Length; row++)
            {
                var expected = Enumerable.Range(0, sequence.Length).Where(key => mask.Allows(row, key)).Select(key => (long)(start + key));
                Assert.Equal(expected, seen[start + row].Order());
            }

            start += sequence.Length;
        }
    }
}
