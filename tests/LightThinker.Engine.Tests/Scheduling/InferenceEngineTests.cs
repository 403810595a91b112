using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using static LightThinker.Engine.Tests.EngineHarness;

namespace LightThinker.Engine.Tests.Scheduling;

public sealed class InferenceEngineTests
{
    [Fact]
    public void Run_TwentyTimesTheCells_NeverLacksCellsWhileTheLiveTokensFit()
    {
        const int cells = 256;
        const int tokens = 20 * cells;

        // Thoughts of 119 tokens and a split; three tokens stay of each.
        using var harness = new EngineHarness(call => Words[call.Index % 120 == 119 ? "<|splitter|>" : "a"], cells);

        var result = harness.Run(Request(["p"], Thought(compressAnswer: true), maxTokens: tokens)).Result;

        Assert.Equal((FinishReason.Length, tokens), (result.Reason, result.CompletionTokens));
        Assert.InRange(harness.Decoder.PeakCells, 200, cells);
    }

    [Fact]
    public void Run_ThousandRequestsAThirdAbandoned_PoolIsEmptyAgain()
    {
        using var harness = new EngineHarness(
            call => Words[call.Index % 5 == 4 ? "<|splitter|>" : "a"], options: new EngineOptions { MaxPositions = 5000, MaxQueued = 1000 });
        var random = new Random(1);
        var abandoned = new Dictionary<int, List<Generation>>();
        var all = new List<Generation>();
        for (int i = 0; i < 1000; i++)
        {
            var profile = (i % 2) == 0 ? Thought(compressAnswer: true) : None();
            var generation = harness.Submit(Request(["p", "q"], profile, maxTokens: random.Next(1, 40)));
            all.Add(generation);
            if (i % 3 == 0)
            {
                int step = random.Next(2000);
                abandoned.TryAdd(step, []);
                abandoned[step].Add(generation);
            }
        }

        for (int step = 0; harness.Engine.Step(); step++)
        {
            abandoned.GetValueOrDefault(step)?.ForEach(generation => generation.Cancel());
            Assert.Equal(harness.Decoder.UsedCells, harness.Engine.Status.ResidentCells);
        }

        var reasons = all.Select(generation => Transcript.Read(generation).Result.Reason).ToList();
        Assert.InRange(reasons.Count(reason => reason == FinishReason.Cancelled), 150, 334);
        Assert.Equal(1000, reasons.Count(reason => reason is FinishReason.Cancelled or FinishReason.Length));
        Assert.Equal(0, harness.Decoder.UsedCells);
        var status = harness.Engine.Status;
        Assert.Equal((0, 0, 0, 0), (status.ResidentCells, status.PromisedCells, status.Running, status.Queued));
    }

    [Fact]
    public void Cancel_Running_FreesItsCellsWithinOneStep()
    {
        using var harness = new EngineHarness(_ => Words["a"]);
        var gone = harness.Submit(Request(["p"]));
        harness.Submit(Request(["p"]));
        harness.Engine.Step();

        gone.Cancel();
        harness.Engine.Step();

        Assert.Equal(1, harness.Engine.Status.Running);
        Assert.Equal(2, harness.Decoder.UsedCells);
        Assert.Equal(FinishReason.Cancelled, Transcript.Read(gone).Result.Reason);
    }

    [Fact]
    public void Cancel_Queued_IsToldWithinOneStepAndMakesRoom()
    {
        using var harness = new EngineHarness(
            _ => Words["a"], options: new EngineOptions { MaxPositions = 500, MaxRunning = 1, MaxQueued = 2 });
        harness.Submit(Request(["p"]));
        harness.Engine.Step();
        var waiting = harness.Submit(Request(["p"]));
        harness.Submit(Request(["p"]));
        Assert.Equal(SubmitOutcome.QueueFull, harness.Engine.TrySubmit(Request(["p"]), out _));

        waiting.Cancel();
        harness.Engine.Step();

        Assert.Equal(FinishReason.Cancelled, Transcript.Read(waiting).Result.Reason);
        harness.Submit(Request(["p"]));
    }

    [Fact]
    public void Run_ModelsTrainedContextReached_EndsAsLength()
    {
        using var harness = new EngineHarness(_ => Words["a"], options: new EngineOptions { MaxPositions = 20 });

        var result = harness.Run(Request(["p", "q"])).Result;

        Assert.Equal(FinishReason.Length, result.Reason);
        Assert.Equal(19, result.CompletionTokens);
    }

    [Fact]
    public void TrySubmit_PromptThatCanNeverRun_Throws()
    {
        using var harness = new EngineHarness(_ => Words["a"], cells: 8);

        Assert.Equal(7, harness.Engine.MaxPromptTokens);
        Assert.Throws<ArgumentException>(() => harness.Engine.TrySubmit(Request([]), out _));
        Assert.Throws<ArgumentException>(
            () => harness.Engine.TrySubmit(Request([.. Enumerable.Repeat("p", 8)]), out _));
        Assert.Throws<ArgumentException>(
            () => harness.Engine.TrySubmit(Request([]) with { Prompt = [new Token(Words.Count)] }, out _));
        Assert.Throws<ArgumentException>(() => harness.Engine.TrySubmit(
            Request(["p"]) with { Sampling = new SamplingOptions { TopP = 2 } }, out _));
        Assert.Equal(FinishReason.Length, harness.Run(Request([.. Enumerable.Repeat("p", 7)])).Result.Reason);
    }

    [Fact]
    public void Run_DecoderBreaks_EveryRequestIsToldAndLaterOnesAreRefused()
    {
        using var harness = new EngineHarness(_ => Words["a"], options: new EngineOptions { MaxPositions = 500, MaxRunning = 1 });
        var running = harness.Submit(Request(["p"]));
        var queued = harness.Submit(Request(["p"]));
        harness.Decoder.OnDecode = _ =>
        {
            if (harness.Decoder.DecodeCount == 3)
            {
                throw new DecoderException("device lost");
            }
        };

        Assert.Throws<DecoderException>(harness.Engine.Run);

        foreach (var result in new[] { running, queued }.Select(generation => Transcript.Read(generation).Result))
        {
            Assert.Equal((FinishReason.Failed, "device lost"), (result.Reason, result.Error));
        }

        Assert.True(harness.Engine.Status.HasFailed);
        Assert.Equal(SubmitOutcome.Stopped, harness.Engine.TrySubmit(Request(["p"]), out _));
    }

    [Fact]
    public void Run_NothingLeftToSample_FailsThatRequestOnly()
    {
        using var harness = new EngineHarness(_ => Words["a"]);
        var everything = Enumerable.Range(0, Words.Count).ToDictionary(id => new Token(id), _ => float.NegativeInfinity);
        var masked = harness.Submit(Request(["p"]) with { Sampling = new SamplingOptions { LogitBias = everything } });
        var other = harness.Submit(Request(["p"], maxTokens: 5));

        harness.RunUntilIdle();

        var result = Transcript.Read(masked).Result;
        Assert.Equal(FinishReason.Failed, result.Reason);
        Assert.Contains("masked", result.Error, StringComparison.Ordinal);
        Assert.Equal(FinishReason.Length, Transcript.Read(other).Result.Reason);
        Assert.Equal(0, harness.Decoder.UsedCells);
    }

    [Fact]
    public void Stop_WhileRunning_EndsOpenRequestsAsCancelled()
    {
        using var harness = new EngineHarness(_ => Words["a"]);
        var generation = harness.Submit(Request(["p"], maxTokens: 100));
        harness.Decoder.OnDecode = _ => harness.Engine.Stop();

        harness.Engine.Run();

        Assert.Equal(FinishReason.Cancelled, Transcript.Read(generation).Result.Reason);
        Assert.False(harness.Engine.Status.HasFailed);
    }

    [Fact]
    public void Run_SeveralSequencesTogether_EachGetsWhatItGetsAlone()
    {
        string[][] outputs =
        [
            ["<think>", "a", "<|splitter|>", "b", "<|splitter|>", "</think>", "c"],
            ["<think>", "c", "d", "a", "<|splitter|>", "</think>", "b", "b"],
            ["d", "d"],
        ];
        var alone = outputs.Select(output =>
        {
            using var harness = new EngineHarness(Says(output));
            return harness.Run(Request(["p"], Thought())).Answer;
        });

        // Which script a slot follows is told by its prompt.
        using var together = new EngineHarness(call => Says(outputs["abc".IndexOf(
            System.Text.Encoding.UTF8.GetString(Words.GetBytes(call.Visible[0])), StringComparison.Ordinal)])(call));
        var generations = new[] { "a", "b", "c" }.Select(p => together.Submit(Request([p], Thought()))).ToList();
        together.RunUntilIdle();

        Assert.Equal(alone, generations.Select(generation => Transcript.Read(generation).Answer));
    }
}
