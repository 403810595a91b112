using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Engine.Tests.Sequences;

public sealed class ReasoningLimitTests
{
    private static readonly Token[] Closing = [EngineHarness.Words["q"], EngineHarness.Words["</think>"]];

    [Fact]
    public void Limit_Reached_WaitsForTheLineToEndThenClosesTheReasoning()
    {
        var run = Run(["<think>", "a", "a", "b", "\n"], limit: 3);

        Assert.Equal("aab\nq", run.Reasoning);
        Assert.Equal("dd", run.Answer);
    }

    [Fact]
    public void Limit_ReachedWithoutAnyEndOfALine_ClosesAfterTheGrace()
    {
        var run = Run(["<think>", .. Enumerable.Repeat("a", 500)], limit: 3);

        Assert.Equal(new string('a', 3 + ReasoningLimit.Grace - 1) + "q", run.Reasoning);
        Assert.Equal("dd", run.Answer);
    }

    [Fact]
    public void Limit_UnderCompression_ClosesBehindTheSplit()
    {
        using var harness = new EngineHarness(Script("<think>", "a", "b", "<|splitter|>"));

        var run = harness.Run(EngineHarness.Request(["p"], EngineHarness.Thought()) with
        {
            ReasoningLimit = new ReasoningLimit(3, Closing),
        });

        Assert.Equal("ab\n\nq", run.Reasoning);
        Assert.Equal("dd", run.Answer);
        Assert.Equal(1, run.Result.Context.Compressions);
    }

    [Fact]
    public void Limit_NotReached_ChangesNothing()
    {
        var run = Run(["<think>", "a", "\n", "</think>"], limit: 50);

        Assert.Equal(("a\n", "dd"), (run.Reasoning, run.Answer));
    }

    [Fact]
    public void Limit_OfZero_ClosesWhatTheModelOpens()
    {
        var run = Run(["<think>"], limit: 0);

        Assert.Equal(("q", "dd"), (run.Reasoning, run.Answer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Limit_OfZero_ClosesWhatThePromptOpened_InEveryChoice(int choices)
    {
        using var harness = new EngineHarness(Script());
        var generation = harness.Submit(EngineHarness.Request(["p", "p"]) with
        {
            StartPhase = Phase.Reasoning,
            Choices = choices,
            ReasoningLimit = new ReasoningLimit(0, Closing),
        });
        harness.RunUntilIdle();

        var texts = new Dictionary<(int, Phase), string>();
        while (generation.Events.TryRead(out var item))
        {
            if (item.Kind == GenerationEventKind.Text)
            {
                texts[(item.Choice, item.Phase)] = texts.GetValueOrDefault((item.Choice, item.Phase), "") + item.Text;
            }
        }

        for (int choice = 0; choice < choices; choice++)
        {
            Assert.Equal(("q", "dd"), (texts[(choice, Phase.Reasoning)], texts[(choice, Phase.Answer)]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Limit_OfZero_BehindAPromptThatLeavesNoRoomForTheClosing_IsRefused(int choices)
    {
        using var harness = new EngineHarness(Script(), cells: 12);
        var request = EngineHarness.Request(["p"]) with
        {
            StartPhase = Phase.Reasoning,
            Choices = choices,
            ReasoningLimit = new ReasoningLimit(0, Closing),
        };
        int longest = harness.Engine.MaxPromptTokensFor(choices, request.ReasoningLimit);

        var fits = request with { Prompt = [.. Enumerable.Repeat(EngineHarness.Words["p"], longest)] };
        var generation = harness.Submit(fits);
        harness.RunUntilIdle();

        Assert.Equal(12 - (3 * choices), longest);
        Assert.Equal(0, harness.Decoder.UsedCells);
        Assert.Equal(FinishReason.Length, Transcript.ReadLast(generation).Reason);
        Assert.Throws<ArgumentException>(
            () => harness.Engine.TrySubmit(fits with { Prompt = [.. fits.Prompt, EngineHarness.Words["p"]] }, out _));
    }

    [Fact]
    public void ForcedTokens_AreNotCounted()
    {
        var run = Run(["<think>", "a", "\n"], limit: 1);

        // <think>, a, line break; d, d, end. Forced are two.
        Assert.Equal((6, 3), (run.Result.CompletionTokens, run.Result.ReasoningTokens));
    }

    [Fact]
    public void ForcedTokens_FitWhereTheTokenLimitIsReached()
    {
        using var harness = new EngineHarness(Script("<think>", "a", "\n"), cells: 16);

        var run = harness.Run(EngineHarness.Request(["p"], maxTokens: 5) with { ReasoningLimit = new ReasoningLimit(1, Closing) });

        Assert.Equal(("a\nq", "dd"), (run.Reasoning, run.Answer));
        Assert.Equal(FinishReason.Length, run.Result.Reason);
    }

    private static Transcript Run(string[] script, int limit)
    {
        using var harness = new EngineHarness(Script(script));
        return harness.Run(EngineHarness.Request(["p"]) with { ReasoningLimit = new ReasoningLimit(limit, Closing) });
    }

    // Says the script; once the reasoning is closed, "dd".
    private static Func<ScriptedCall, Token> Script(params string[] script) => call =>
    {
        int closed = call.Visible.ToList().LastIndexOf(EngineHarness.Words["</think>"]);
        return EngineHarness.Words[closed < 0
            ? script[call.Index]
            : call.Visible.Count - closed <= 2 ? "d" : "<|im_end|>"];
    };
}
