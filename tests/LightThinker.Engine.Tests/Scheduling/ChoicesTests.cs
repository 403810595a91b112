using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Engine.Tests.Scheduling;

public sealed class ChoicesTests
{
    private static readonly string[] Prompt = ["p", "q", "p", "q"];

    [Fact]
    public void Choices_OfOneRequest_ShareThePromptsCells()
    {
        using var harness = new EngineHarness(EngineHarness.Says("a", "b"));
        int promptRows = 0;
        harness.Decoder.OnDecode = batch => promptRows += batch.Tokens.ToArray().Count(token => token == EngineHarness.Words["p"]);
        var generation = harness.Submit(EngineHarness.Request(Prompt) with { Choices = 3 });

        harness.Engine.Step();
        Assert.Equal(4, harness.Decoder.UsedCells);
        harness.Engine.Step();
        Assert.Equal(4 + 3, harness.Decoder.UsedCells);
        Assert.Equal(4 + 3, harness.Engine.Status.ResidentCells);
        harness.RunUntilIdle();

        Assert.Equal(2, promptRows);
        Assert.Equal(["ab", "ab", "ab"], Read(generation).Select(choice => choice.Text));
        Assert.Equal(0, harness.Decoder.UsedCells);
        Assert.Equal((0, 0), (harness.Engine.Status.ResidentCells, harness.Engine.Status.PromisedCells));
    }

    [Fact]
    public void Choices_AfterAPromptInSeveralSteps_StartWhereItEnds()
    {
        var seen = new List<int>();
        using var harness = new EngineHarness(
            call =>
            {
                seen.Add(call.Visible.Count);
                return EngineHarness.Words["<|im_end|>"];
            },
            batch: 3);

        var choices = Read(harness, EngineHarness.Request(Prompt) with { Choices = 2 });

        // The row behind the prompt is computed once; both choices are sampled from it.
        Assert.Equal([4], seen);
        Assert.All(choices, choice => Assert.Equal(FinishReason.Stop, choice.Result.Reason));
    }

    [Fact]
    public void Choices_WithRandomness_DrawTheirOwn_AndTheFirstAsIfAlone()
    {
        string[] letters = ["a", "b", "c", "d"];
        Func<ScriptedCall, Token> flat = call => EngineHarness.Words[letters[call.Index % 4]];
        var request = EngineHarness.Request(Prompt, maxTokens: 40) with
        {
            Sampling = new SamplingOptions { Temperature = 2, Seed = 7 },
        };
        using var together = new EngineHarness(flat);
        using var alone = new EngineHarness(flat);

        var choices = Read(together, request with { Choices = 4 });
        var one = Read(alone, request);

        Assert.Equal(one[0].Text, choices[0].Text);
        Assert.Equal(4, choices.Select(choice => choice.Text).Distinct().Count());
    }

    [Fact]
    public void Choices_OfWhichOneEndsEarly_LeaveThePromptToTheOthers()
    {
        using var harness = new EngineHarness(
            call => EngineHarness.Words[call.Slot.Index == 0 || call.Index > 5 ? "<|im_end|>" : "a"], cells: 64);
        var generation = harness.Submit(
            EngineHarness.Request(Prompt) with
            {
                Choices = 2,
                Sampling = new SamplingOptions { Temperature = 2, Seed = 1, LogitBias = Only("a", "<|im_end|>") },
            });

        harness.RunUntilIdle();

        Assert.Equal(2, Read(generation).Length);
        Assert.Equal(0, harness.Decoder.UsedCells);
        Assert.Equal((0, 0), (harness.Engine.Status.ResidentCells, harness.Engine.Status.PromisedCells));
    }

    [Fact]
    public void Choices_Cancelled_AllEndAndGiveEverythingBack()
    {
        using var harness = new EngineHarness(_ => EngineHarness.Words["a"], batch: 3);
        var generation = harness.Submit(EngineHarness.Request(Prompt) with { Choices = 3 });
        harness.Engine.Step();

        generation.Cancel();
        harness.RunUntilIdle();

        Assert.Equal([.. Enumerable.Repeat(FinishReason.Cancelled, 3)], Read(generation).Select(choice => choice.Result.Reason));
        Assert.Equal(0, harness.Decoder.UsedCells);
        Assert.Equal((0, 0), (harness.Engine.Status.ResidentCells, harness.Engine.Status.PromisedCells));
    }

    [Fact]
    public void Choices_ThatDoNotFitTogether_EndAsLengthWithTheirShare()
    {
        using var harness = new EngineHarness(_ => EngineHarness.Words["a"], cells: 14);

        var choices = Read(harness, EngineHarness.Request(Prompt, maxTokens: 50) with { Choices = 2 });

        Assert.All(choices, choice => Assert.Equal((FinishReason.Length, 6), (choice.Result.Reason, choice.Text.Length)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(13)]
    public void Choices_ThatCannotRun_AreRefused(int choices)
    {
        using var harness = new EngineHarness(EngineHarness.Says("a"), cells: 16);

        var refused = Assert.Throws<ArgumentException>(
            () => harness.Engine.TrySubmit(
                EngineHarness.Request(Prompt) with { Choices = choices }, new GenerationEvents(20), out _));

        Assert.Contains($"{choices} choices", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_WithSharedEvents_NumberTheirChoicesThrough()
    {
        using var harness = new EngineHarness(EngineHarness.Says("a"));
        var events = new GenerationEvents(3);

        Assert.Equal(
            SubmitOutcome.Queued,
            harness.Engine.TrySubmit(EngineHarness.Request(Prompt) with { Choices = 2 }, events, out var first));
        Assert.Equal(SubmitOutcome.Queued, harness.Engine.TrySubmit(EngineHarness.Request(["p"]), events, out _));
        harness.RunUntilIdle();

        Assert.Equal([4, 4, 1], Read(first!).Select(choice => choice.Result.PromptTokens));
    }

    private static Dictionary<Token, float> Only(params string[] texts)
    {
        Token[] kept = [.. texts.Select(text => EngineHarness.Words[text])];
        return Enumerable.Range(0, EngineHarness.Words.Count)
            .Select(id => new Token(id))
            .Where(token => !kept.Contains(token))
            .ToDictionary(token => token, _ => float.NegativeInfinity);
    }

    private static (string Text, GenerationResult Result)[] Read(EngineHarness harness, GenerationRequest request)
    {
        var generation = harness.Submit(request);
        harness.RunUntilIdle();
        return Read(generation);
    }

    private static (string Text, GenerationResult Result)[] Read(Generation generation)
    {
        var texts = new SortedDictionary<int, string>();
        var results = new SortedDictionary<int, GenerationResult>();
        while (generation.Events.TryRead(out var item))
        {
            if (item.Kind != GenerationEventKind.Admitted)
            {
                texts[item.Choice] = texts.GetValueOrDefault(item.Choice, "") + item.Text;
            }

            if (item.Result is { } result)
            {
                results.Add(item.Choice, result);
            }
        }

        Assert.True(generation.Events.Completion.IsCompleted);
        return [.. texts.Values.Zip(results.Values)];
    }
}
