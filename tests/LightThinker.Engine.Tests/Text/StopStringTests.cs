using System.Text;
using CsCheck;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Sequences;
using LightThinker.TestKit.Decoding;
using static LightThinker.Engine.Tests.EngineHarness;

namespace LightThinker.Engine.Tests.Text;

public sealed class StopStringTests
{
    private static readonly EvictionProfile Plain = new() { Method = "none" };

    [Theory]
    [InlineData("bc", "a")]
    [InlineData("abcd", "")]
    [InlineData("d", "abc")]
    [InlineData("dd", "abcdab")]
    public void Run_StopAcrossTokenBorders_EndsExactlyBeforeIt(string stop, string expected)
    {
        using var harness = new EngineHarness(Says("ab", "cd", "ab"));

        var transcript = harness.Run(Request(["p"], null, 100, stop));

        Assert.Equal(expected, transcript.Answer);
        Assert.Equal(FinishReason.Stop, transcript.Result.Reason);
    }

    [Fact]
    public void Run_TwoStops_TheOneCompleteFirstCounts()
    {
        using var harness = new EngineHarness(Says("ab", "cd"));

        var transcript = harness.Run(Request(["p"], null, 100, "abcd", "bc"));

        Assert.Equal(("a", "bc"), (transcript.Answer, transcript.Result.StoppedBy));
    }

    [Fact]
    public void Run_StopInReasoning_IsText()
    {
        using var harness = new EngineHarness(Says("<think>", "a", "b", "</think>", "c", "b", "d"));

        var transcript = harness.Run(Request(["p"], null, 100, "b"));

        Assert.Equal(("ab", "c"), (transcript.Reasoning, transcript.Answer));
    }

    [Fact]
    public void Run_ParagraphBreakOfASplit_IsNoStop()
    {
        using var harness = new EngineHarness(Says("a", "<|splitter|>", "b", "\n", "\n", "c"));

        Assert.Equal("a\n\nb", harness.Run(Request(["p"], null, 100, "\n\n")).Answer);
    }

    [Fact]
    public void Run_PartialStopAtTheEnd_IsWritten()
    {
        using var harness = new EngineHarness(Says("a", "b"));

        var transcript = harness.Run(Request(["p"], null, 100, "bcd"));

        Assert.Equal(("ab", null), (transcript.Answer, transcript.Result.StoppedBy));
    }

    [Fact]
    public void Run_AnyTokensAndStops_AgreesWithSearchingTheWholeText()
    {
        var texts = new[] { "a", "b", "ab", "ba", "é", "\u20ac" };
        var vocabulary = new ScriptedVocabulary(
            [.. new[] { "<|im_end|>", "p" }.Concat(texts).Select(Encoding.UTF8.GetBytes), [0xE2], [0x82], [0xAC], [0xC3], [0xA9]]);
        var tokens = Gen.Int[2, vocabulary.Count - 1].List[0, 30];
        var stops = Gen.OneOf(new[] { "aa", "ab", "bab", "\u20ac", "é", "a\u20acb", "éa" }.Select(Gen.Const).ToArray()).List[0, 3];
        Gen.Select(tokens, stops).Sample((output, stopStrings) =>
        {
            using var harness = new EngineHarness(
                call => new Engine.Decoding.Token(call.Index < output.Count ? output[call.Index] : 0), vocabulary: vocabulary);
            var request = Request([], Plain, 100, [.. stopStrings]) with { Prompt = [vocabulary["p"]] };

            byte[] all = [.. output.SelectMany(id => vocabulary.GetBytes(new Engine.Decoding.Token(id)).ToArray())];
            var ends = stopStrings.Select(Encoding.UTF8.GetBytes)
                .Select(stop => (At: all.AsSpan().IndexOf(stop), stop.Length))
                .Where(found => found.At >= 0)
                .OrderBy(found => found.At + found.Length).ThenBy(found => found.At)
                .ToList();
            string expected = Encoding.UTF8.GetString(ends.Count == 0 ? all : all[..ends[0].At]);

            var transcript = harness.Run(request);
            Assert.Equal(expected, transcript.Answer);

            // Two entries of the list may be the same string.
            string? stoppedBy = ends.Count == 0 ? null : Encoding.UTF8.GetString(all.AsSpan(ends[0].At, ends[0].Length));
            Assert.Equal(stoppedBy, transcript.Result.StoppedBy);
        });
    }

    [Fact]
    public void Run_CharacterSplitOverTokens_IsPublishedWhole()
    {
        var vocabulary = new ScriptedVocabulary(["<|im_end|>"u8.ToArray(), "p"u8.ToArray(), [0xE2], [0x82, 0xAC], [0xFF]]);
        int[] output = [2, 3, 4, 2];
        using var harness = new EngineHarness(
            call => new Engine.Decoding.Token(call.Index < output.Length ? output[call.Index] : 0), vocabulary: vocabulary);

        var transcript = harness.Run(Request([], Plain) with { Prompt = [vocabulary["p"]] });

        Assert.Equal(["\u20ac", "\ufffd", "\ufffd"], transcript.Pieces);
    }
}
