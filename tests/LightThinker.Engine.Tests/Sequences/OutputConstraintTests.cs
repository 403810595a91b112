using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Engine.Tests.Sequences;

public sealed class OutputConstraintTests
{
    [Fact]
    public void Constraint_OnTheAnswer_LeavesReasoningFree()
    {
        var run = Run(["<think>", "d", "d", "</think>", "d", "d"], "root ::= \"ab\"");

        Assert.Equal(("dd", "ab"), (run.Reasoning, run.Answer));
        Assert.Equal(FinishReason.Stop, run.Result.Reason);
    }

    [Fact]
    public void Constraint_WhoseGrammarIsOver_EndsTheAnswerWithoutAnEndToken()
    {
        var run = Run(["a", "b", "c", "d"], "root ::= \"ab\"");

        Assert.Equal("ab", run.Answer);
        Assert.Equal((FinishReason.Stop, 2), (run.Result.Reason, run.Result.CompletionTokens));
    }

    [Fact]
    public void Constraint_ThatMayGoOn_LetsTheModelEnd()
    {
        var run = Run(["a", "b"], "root ::= [ab]+");

        Assert.Equal("ab", run.Answer);
        Assert.Equal(3, run.Result.CompletionTokens);
    }

    [Fact]
    public void Constraint_WithAnswerOwed_LetsNoModelEndInItsReasoning()
    {
        var run = Run(["<think>", "<|im_end|>", "</think>", "<|im_end|>"], "root ::= \"ab\"", maxTokens: 30);

        Assert.Equal("ab", run.Answer);
    }

    [Fact]
    public void Constraint_OnSplits_MasksThemInTheAnswer()
    {
        var run = Run(
            ["<think>", "c", "<|splitter|>", "d", "</think>", "<|splitter|>", "<|splitter|>"],
            "root ::= \"a\" \"b\"",
            EngineHarness.Thought(compressAnswer: true));

        Assert.Equal("ab", run.Answer);
        Assert.Equal(1, run.Result.Context.Compressions);
    }

    [Fact]
    public void Constraint_OnADelimiterThatIsText_MasksItInTheAnswer()
    {
        var words = new ScriptedVocabulary("<|im_end|>", "a", "b", "c", "d", "p") { UserDefined = ["a", "b"] };
        string[] script = ["c", "a", "a", "b", "d"];
        using var harness = new EngineHarness(call => words[script[call.Index]], vocabulary: words);

        var run = harness.Run(EngineHarness.Request(["p"]) with
        {
            Prompt = [words["p"]],
            Compression = EngineHarness.None() with { NeverSampled = [], Split = null },
            PhaseMarkers = [new("a", Phase.Reasoning), new("b", Phase.Answer)],
            Constraint = new OutputConstraint(Grammar.Parse("root ::= [a-d]{4}")),
        });

        Assert.Equal("", run.Reasoning);
        Assert.Matches("^c[cd]{3}$", run.Answer);
    }

    [Fact]
    public void Constraint_WithoutAnyTokenForIt_EndsAsStuck()
    {
        var run = Run(["a"], "root ::= \"a\" \"zebra\"");

        Assert.Equal(FinishReason.Stuck, run.Result.Reason);
        Assert.Equal("a", run.Answer);
        Assert.Contains("masked", run.Result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Constraint_WithATrigger_StartsBehindIt()
    {
        using var harness = new EngineHarness(EngineHarness.Says("d", "c", "a", "b", "d", "d", "d"));

        var run = harness.Run(EngineHarness.Request(["p"]) with
        {
            Constraint = new OutputConstraint(null, [new("ca", IsAtStartOnly: false, Grammar.Parse("root ::= \"cc\" | \"bb\""))]),
        });

        // "dca" is free, "b" fits, then only another "b" does.
        Assert.Equal("dcabb", run.Answer);
    }

    [Fact]
    public void Constraint_WhoseTriggerEndsInsideAToken_TakesTheRestOfTheToken()
    {
        using var harness = new EngineHarness(EngineHarness.Says("a", "cd", "d", "d"));

        var run = harness.Run(EngineHarness.Request(["p"]) with
        {
            Constraint = new OutputConstraint(null, [new("ac", IsAtStartOnly: false, Grammar.Parse("root ::= \"dab\""))]),
        });

        Assert.Equal("acdab", run.Answer);
    }

    [Fact]
    public void Constraint_WhoseTriggerIsFollowedByTextAgainstIt_LeavesTheAnswerFree()
    {
        using var harness = new EngineHarness(EngineHarness.Says("a", "cd", "d", "a"));

        var run = harness.Run(EngineHarness.Request(["p"]) with
        {
            Constraint = new OutputConstraint(null, [new("ac", IsAtStartOnly: false, Grammar.Parse("root ::= \"ab\""))]),
        });

        Assert.Equal("acdda", run.Answer);
    }

    [Theory]
    [InlineData(new[] { "\n", "a", "d", "d" }, "\nab")]
    [InlineData(new[] { "c", "a", "d", "d" }, "cadd")]
    public void Constraint_WithATriggerForTheStart_StartsBehindItThereOnly(string[] script, string answer)
    {
        using var harness = new EngineHarness(EngineHarness.Says(script));

        var run = harness.Run(EngineHarness.Request(["p"]) with
        {
            Constraint = new OutputConstraint(null, [new("a", IsAtStartOnly: true, Grammar.Parse("root ::= \"b\""))]),
        });

        Assert.Equal(answer, run.Answer);
    }

    [Fact]
    public void Constraint_AtAHighTemperature_HoldsEveryAnswer()
    {
        string[] letters = ["a", "b", "c", "d", "ab", "cd", "<|im_end|>", "</think>", "<think>"];
        var grammar = Grammar.Parse("root ::= ([ab] \"cd\")+ \"p\"");
        for (ulong seed = 0; seed < 200; seed++)
        {
            using var harness = new EngineHarness(call => EngineHarness.Words[letters[call.Index % letters.Length]]);

            var run = harness.Run(EngineHarness.Request(["p"], maxTokens: 400) with
            {
                Constraint = new OutputConstraint(grammar),
                Sampling = new SamplingOptions { Temperature = 2, Seed = seed },
            });

            if (run.Result.Reason == FinishReason.Stop)
            {
                Assert.Matches("^([ab]cd)+p$", run.Answer);
            }
        }
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 4)]
    public void End_NotAllowedYet_IsNotSampled(bool always, int minTokens)
    {
        using var harness = new EngineHarness(EngineHarness.Says("a"));

        var run = harness.Run(EngineHarness.Request(["p"], maxTokens: 6) with { IgnoresEnd = always, MinTokens = minTokens });

        Assert.Equal(always ? (FinishReason.Length, 6) : (FinishReason.Stop, 5), (run.Result.Reason, run.Result.CompletionTokens));
    }

    [Fact]
    public void VisibleTokens_WriteTheirNames()
    {
        using var harness = new EngineHarness(EngineHarness.Says("a", "<|splitter|>", "b"));
        var request = EngineHarness.Request(["p"]) with
        {
            Compression = EngineHarness.None() with { Split = null },
            VisibleTokens = new HashSet<Token> { EngineHarness.Words["<|splitter|>"] },
        };

        Assert.Equal("a<|splitter|>b", harness.Run(request).Answer);
    }

    private static Transcript Run(
        string[] script,
        string grammar,
        EvictionProfile? profile = null,
        int maxTokens = 100)
    {
        using var harness = new EngineHarness(EngineHarness.Says(script));
        return harness.Run(
            EngineHarness.Request(["p"], profile ?? EngineHarness.None(), maxTokens) with
            {
                Constraint = new OutputConstraint(Grammar.Parse(grammar)),
            });
    }
}
