using System.Text;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sequences;
using static LightThinker.Engine.Tests.EngineHarness;

namespace LightThinker.Engine.Tests.Compression;

public sealed class ThoughtLevelLightThinkerTests
{
    private static readonly string[] TwoThoughts =
        ["<think>", "a", "b", "<|splitter|>", "c", "<|splitter|>", "</think>", "d"];

    [Fact]
    public void Run_TwoThoughts_EachSampleSeesPromptAndCacheTokensOnly()
    {
        var seen = new List<string>();
        using var harness = new EngineHarness(Watch(seen, Says(TwoThoughts)));

        var transcript = harness.Run(Request(["p", "q"], Thought()));

        string[] expected =
        [
            "pq",
            "pq<think>",
            "pq<think>a",
            "pq<think>ab",
            "pq<think><|o_0|><|o_1|><|continue|>",
            "pq<think><|o_0|><|o_1|><|continue|>c",
            "pq<think><|o_0|><|o_1|><|continue|><|o_0|><|o_1|><|continue|>",
            "pq<think><|o_0|><|o_1|><|continue|><|o_0|><|o_1|><|continue|></think>",
            "pq<think><|o_0|><|o_1|><|continue|><|o_0|><|o_1|><|continue|></think>d",
        ];
        Assert.Equal(expected, seen);
        Assert.Equal("ab\n\nc\n\n", transcript.Reasoning);
        Assert.Equal("d", transcript.Answer);
    }

    [Fact]
    public void Run_TwoThoughts_CacheTokensAttendToTheThoughtBeforeItIsEvicted()
    {
        using var harness = new EngineHarness(Says(TwoThoughts));
        var rows = new List<(int Position, string Token)>();
        int compressions = 0;
        harness.Decoder.OnDecode = batch =>
        {
            for (int row = 0; row < batch.Count; row++)
            {
                rows.Add((batch.Positions[row].Value, Text(batch.Tokens[row])));
            }

            if (batch.Tokens.Contains(Words["<|o_0|>"]))
            {
                compressions++;

                // Thought, split and cache tokens are in one call, so the thought is resident and attended to.
                Assert.Equal(["<|splitter|>", "<|o_0|>", "<|o_1|>"], batch.Tokens.ToArray().Select(Text));
            }
        };

        harness.Run(Request(["p", "q"], Thought()));

        Assert.Equal(2, compressions);
        Assert.Equal(Enumerable.Range(0, rows.Count), rows.Select(row => row.Position));
    }

    [Fact]
    public void Run_OpeningDelimiterEvicted_GoesWithTheFirstThought()
    {
        var seen = new List<string>();
        using var harness = new EngineHarness(Watch(seen, Says(TwoThoughts)));

        harness.Run(Request(["p", "q"], Thought(keepOpening: false)));

        Assert.Equal("pq<|o_0|><|o_1|><|continue|>", seen[4]);
    }

    [Fact]
    public void Run_SplitInAnswer_IsKeptUnlessTheProfileCompressesAnswers()
    {
        string[] output = ["<think>", "a", "</think>", "b", "<|splitter|>", "c"];
        var kept = new List<string>();
        using var keeping = new EngineHarness(Watch(kept, Says(output)));
        var compressed = new List<string>();
        using var compressing = new EngineHarness(Watch(compressed, Says(output)));

        var transcript = keeping.Run(Request(["p"], Thought()));
        compressing.Run(Request(["p"], Thought(compressAnswer: true)));

        Assert.Equal("p<think>a</think>b<|splitter|>c", kept[^1]);
        Assert.Equal("b\n\nc", transcript.Answer);
        Assert.Equal("p<think><|o_0|><|o_1|><|continue|>c", compressed[^1]);
    }

    [Fact]
    public void Run_SplitAgainDirectlyAfterResume_IsMasked()
    {
        using var harness = new EngineHarness(Says("<think>", "a", "<|splitter|>", "<|splitter|>", "<|splitter|>"));

        var transcript = harness.Run(Request(["p"], Thought()));

        // The masked second split is replaced by the lowest id, the end of text.
        Assert.Equal(1, transcript.Result.Context.Compressions);
        Assert.Equal(4, transcript.Result.CompletionTokens);
    }

    [Theory]
    [InlineData("<|o_0|>")]
    [InlineData("<|continue|>")]
    public void Run_ModelPrefersAForcedToken_ItIsNeverSampled(string forced)
    {
        foreach (var profile in new[] { Thought(), None() })
        {
            using var harness = new EngineHarness(Says("a", forced, "b"));

            Assert.Equal("a", harness.Run(Request(["p"], profile)).Answer);
        }
    }

    [Fact]
    public void Usage_TwoThoughts_IsThePapersPeakAndDependency()
    {
        using var harness = new EngineHarness(Says(TwoThoughts));

        var usage = harness.Run(Request(["p", "q"], Thought())).Result.Context;

        // Sampled: think a b split | c split | </think> d end. Just before the evictions 8 and 10 tokens are resident, and at
        // the end prompt 2, think 1, cache and resume 6, answer 2; the end token is sampled but never resident.
        Assert.Equal(2, usage.Compressions);
        Assert.Equal(3 + 2, usage.EvictedTokens);
        Assert.Equal(11, usage.ResidentPeakTokens);
        Assert.Equal(12, usage.PeakTokens);
        Assert.Equal(2 + 9, usage.FullTokens);
        Assert.Equal((3 + 4 + 5 + 6) + (7 + 8) + (10 + 11 + 12), usage.Dependency);
    }

    [Fact]
    public void Usage_PeakAtAnEviction_CountsTheResumeTokenBesideTheThought()
    {
        using var harness = new EngineHarness(Says("<think>", "a", "b", "c", "d", "a", "b", "<|splitter|>", "</think>"));

        var usage = harness.Run(Request(["p"], Thought())).Result.Context;

        // Prompt 1, think 1, thought 6, split 1, cache 2; and the resume token in the paper's Peak.
        Assert.Equal(11, usage.ResidentPeakTokens);
        Assert.Equal(12, usage.PeakTokens);
    }

    [Fact]
    public void PromisedPeak_ModelThatSplitsOnlyAtTheEnd_IsJustEnough()
    {
        var profile = Thought(compressAnswer: true);
        using var harness = new EngineHarness(call => Words[call.Index == 39 ? "<|splitter|>" : "a"]);

        var result = harness.Run(Request(["p"], profile, maxTokens: 41)).Result;

        Assert.Equal(41, result.CompletionTokens);
        Assert.Equal(1 + 40 + 2, result.Context.ResidentPeakTokens);
        Assert.Equal(1 + 41 + 3, new ThoughtLevelLightThinker().PromisedPeak(profile, promptTokens: 1, maxTokens: 41));
    }

    [Fact]
    public void Run_ThoughtsShorterThanWhatReplacesThem_EndAsLengthWithinThePromise()
    {
        // Two sampled tokens leave three behind.
        var profile = Thought(compressAnswer: true);
        using var harness = new EngineHarness(call => Words[call.Index % 2 == 0 ? "a" : "<|splitter|>"]);

        var result = harness.Run(Request(["p"], profile, maxTokens: 100)).Result;

        Assert.Equal(FinishReason.Length, result.Reason);
        Assert.InRange(result.CompletionTokens, 50, 99);
        Assert.InRange(harness.Decoder.PeakCells, 90, new ThoughtLevelLightThinker().PromisedPeak(profile, 1, 100));
    }

    private static string Text(Token token) => Encoding.UTF8.GetString(Words.GetBytes(token));

    private static Func<TestKit.Decoding.ScriptedCall, Token> Watch(
        List<string> seen, Func<TestKit.Decoding.ScriptedCall, Token> script) => call =>
        {
            seen.Add(string.Concat(call.Visible.Select(Text)));
            return script(call);
        };
}
