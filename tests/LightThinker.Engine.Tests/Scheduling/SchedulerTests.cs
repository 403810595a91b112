using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using static LightThinker.Engine.Tests.EngineHarness;

namespace LightThinker.Engine.Tests.Scheduling;

public sealed class SchedulerTests
{
    private static readonly string[] LongPrompt = [.. Enumerable.Repeat("p", 100)];

    [Fact]
    public void Step_LongPrefillBesideDecode_DecodeRowsComeFirstAndPrefillIsChunked()
    {
        using var harness = new EngineHarness(_ => Words["a"], cells: 512, options: Options(budget: 16));
        harness.Submit(Request(["q"], maxTokens: 50));
        harness.Engine.Step();
        harness.Submit(Request(LongPrompt, maxTokens: 5));
        var rows = new List<(int First, int Count)>();
        harness.Decoder.OnDecode = batch => rows.Add((batch.Slots[0].Index, batch.Count));

        for (int i = 0; i < 7; i++)
        {
            harness.Engine.Step();
        }

        // 15 prompt tokens beside each decode row: 6 × 15 + 10.
        Assert.Equal([.. Enumerable.Repeat((0, 16), 6), (0, 11)], rows);
    }

    [Fact]
    public void Step_BudgetBelowNumberOfSequences_EverySequenceGetsItsTurn()
    {
        using var harness = new EngineHarness(_ => Words["a"], cells: 512, options: Options(budget: 3));
        var generations = Enumerable.Range(0, 7).Select(_ => harness.Submit(Request(["p"], maxTokens: 20))).ToList();

        harness.RunUntilIdle();

        Assert.All(generations, generation => Assert.Equal(20, Transcript.Read(generation).Result.CompletionTokens));
    }

    [Fact]
    public void Admit_WorstCaseCannotBePromised_RequestWaitsForCells()
    {
        using var harness = new EngineHarness(_ => Words["a"], cells: 64);
        var first = harness.Submit(Request(["p"], maxTokens: 40));
        var second = harness.Submit(Request(["p"], maxTokens: 40));
        harness.Engine.Step();

        Assert.Equal((1, 1), (harness.Engine.Status.Running, harness.Engine.Status.Queued));
        Assert.Equal(41, harness.Engine.Status.PromisedCells);
        harness.RunUntilIdle();
        Assert.Equal(40, Transcript.Read(first).Result.CompletionTokens);
        Assert.Equal(40, Transcript.Read(second).Result.CompletionTokens);
        Assert.Equal(0, harness.Engine.Status.PromisedCells);
    }

    [Fact]
    public void Admit_WorstCaseBeyondTheCache_RunsAloneAndEndsAsLength()
    {
        using var harness = new EngineHarness(_ => Words["a"], cells: 64);

        var result = harness.Run(Request(["p"], maxTokens: 1000)).Result;

        Assert.Equal(FinishReason.Length, result.Reason);
        Assert.Equal(64, result.Context.ResidentPeakTokens);
        Assert.Equal(64, result.CompletionTokens);
    }

    [Fact]
    public void Admit_NoFreeSlot_RequestWaits()
    {
        using var harness = new EngineHarness(_ => Words["a"], options: Options(budget: 64) with { MaxRunning = 2 });
        for (int i = 0; i < 3; i++)
        {
            harness.Submit(Request(["p"], maxTokens: 5));
        }

        harness.Engine.Step();

        Assert.Equal((2, 1), (harness.Engine.Status.Running, harness.Engine.Status.Queued));
    }

    private static EngineOptions Options(int budget) => new() { MaxPositions = 100_000, StepTokenBudget = budget };
}
