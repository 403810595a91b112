using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Tests.Scheduling;

public sealed class PromptReportTests
{
    // The script's token has logit 1, the others of the vocabulary 0.
    private static readonly double Likely = 1 - Math.Log(Math.E + EngineHarness.Words.Count - 1);

    [Theory]
    [InlineData(64)]
    [InlineData(3)]
    [InlineData(1)]
    public void Report_OfAPrompt_HasEachTokenByTheLogitsBeforeIt(int batch)
    {
        // Says of each token that the same comes again.
        using var harness = new EngineHarness(call => call.Visible[^1], batch: batch);
        var generation = harness.Submit(Request(["a", "a", "b", "b", "c"]) with { PromptLogprobs = 2 });

        harness.RunUntilIdle();

        List<WrittenToken> tokens = [.. Read(generation, GenerationEventKind.Prompt).SelectMany(item => item.Tokens)];
        Assert.Equal(["a", "b", "b", "c"], tokens.Select(token => Name(token.Drawn.Token)));
        Assert.Equal([Likely, Likely - 1, Likely, Likely - 1], tokens.Select(token => (double)token.Drawn.Logprob), Near);
        Assert.Equal(["a", "a", "b", "b"], tokens.Select(token => Name(token.Top[0].Token)));
        Assert.All(tokens, token => Assert.Equal(2, token.Top.Count));
    }

    [Fact]
    public void Report_BeforeTheText_ComesOnceForAllChoices()
    {
        using var harness = new EngineHarness(call => call.Visible[^1]);
        var request = Request(["a", "b", "c"]) with { PromptLogprobs = 0, TopLogprobs = 0, Choices = 3, MaxTokens = 2 };
        var generation = harness.Submit(request);

        harness.RunUntilIdle();

        List<GenerationEvent> events = Read(generation);
        GenerationEvent report = Assert.Single(events, item => item.Kind == GenerationEventKind.Prompt);
        Assert.Equal(0, report.Choice);
        Assert.Equal(["b", "c"], report.Tokens.Select(token => Name(token.Drawn.Token)));
        Assert.True(events.IndexOf(report) < events.FindIndex(item => item.Kind == GenerationEventKind.Text));
        Assert.Equal(6, events.Where(item => item.Kind == GenerationEventKind.Text).Sum(item => item.Text!.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Report_WithNothingToSample_EndsAsLength(int choices)
    {
        using var harness = new EngineHarness(call => call.Visible[^1]);
        var request = Request(["a", "b", "c"]) with { PromptLogprobs = 0, MaxTokens = 0, Choices = choices };
        var generation = harness.Submit(request);

        harness.RunUntilIdle();

        List<GenerationEvent> events = Read(generation);
        Assert.Equal(["b", "c"], events.SelectMany(item => item.Tokens).Select(token => Name(token.Drawn.Token)));
        GenerationResult[] results = [.. events.Select(item => item.Result).OfType<GenerationResult>()];
        Assert.Equal(choices, results.Length);
        Assert.All(results, result => Assert.Equal((FinishReason.Length, 0, 3), (result.Reason, result.CompletionTokens, result.PromptTokens)));
        Assert.Equal(0, harness.Decoder.UsedCells);
        Assert.Equal(0, harness.Engine.Status.PromisedCells);
    }

    [Fact]
    public void Report_OfAPromptOfOneToken_IsEmpty()
    {
        using var harness = new EngineHarness(call => call.Visible[^1]);
        var generation = harness.Submit(Request(["a"]) with { PromptLogprobs = 0, MaxTokens = 0 });

        harness.RunUntilIdle();

        Assert.DoesNotContain(Read(generation), item => item.Kind == GenerationEventKind.Prompt);
    }

    [Fact]
    public void Report_OfLongPrompts_ReadsFewRowsAStepAndHoldsNobodyUp()
    {
        using var harness = new EngineHarness(call => call.Visible[^1], cells: 4096, batch: 512);
        int most = 0;
        harness.Decoder.OnDecode = batch => most = Math.Max(most, batch.WantsLogits.Count(true));
        string[] prompt = [.. Enumerable.Repeat("a", 300)];
        var first = harness.Submit(Request(prompt) with { PromptLogprobs = 0, MaxTokens = 1 });
        var second = harness.Submit(Request(prompt) with { PromptLogprobs = 0, MaxTokens = 1 });
        var other = harness.Submit(Request(["b"]) with { MaxTokens = 3 });

        harness.Engine.Step();
        harness.Engine.Step();
        harness.Engine.Step();
        Assert.Contains(Read(other), item => item.Kind == GenerationEventKind.Finished);
        harness.RunUntilIdle();

        Assert.InRange(most, 1, 64 + 3);
        Assert.All(
            (Generation[])[first, second],
            generation => Assert.Equal(299, Read(generation, GenerationEventKind.Prompt).Sum(item => item.Tokens.Count)));
    }

    [Fact]
    public void Submit_WithNothingToSampleAndNoReport_IsACallersMistake()
    {
        using var harness = new EngineHarness(call => call.Visible[^1]);

        Assert.Throws<ArgumentException>(() => harness.Submit(Request(["a"]) with { MaxTokens = 0 }));
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-5;

    private static GenerationRequest Request(string[] prompt) => EngineHarness.Request(prompt);

    private static string Name(Token token) => Encoding.UTF8.GetString(EngineHarness.Words.GetBytes(token));

    private static List<GenerationEvent> Read(Generation generation, GenerationEventKind? kind = null)
    {
        var events = new List<GenerationEvent>();
        while (generation.Events.TryRead(out GenerationEvent item))
        {
            if (kind is null || item.Kind == kind)
            {
                events.Add(item);
            }
        }

        return events;
    }
}
