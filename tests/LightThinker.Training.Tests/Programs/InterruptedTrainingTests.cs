using LightThinker.Training.Decoders;
using LightThinker.Training.Optimization;
using LightThinker.Training.Runs;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Programs;

/// <summary>What ends a run before its time, and what is left of the run then.</summary>
public sealed class InterruptedTrainingTests
{
    private static readonly string[] Tiny =
    [
        "--width", "32", "--layers", "1", "--heads", "2", "--feed-forward", "32", "--workers", "2", "--pack-tokens", "200",
        "--most-steps", "1", "--restarts", "0",
    ];

    [Fact]
    public async Task Train_EndedByCtrlC_GoesOnToTheSameModel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process cannot send Ctrl-C to another there.");
        using var folder = new TemporaryFolder();
        await TrainAsync(folder.File("whole"));

        using (var program = TrainingProgram.Start(["train", "-o", folder.File("parts"), .. Tiny, "--tokens", "100000"]))
        {
            await program.LineAsync("update 1,");
            await program.InterruptAsync();
            var result = await program.EndAsync();
            Assert.Equal((130, ""), (result.ExitCode, result.Errors));
            Assert.Contains("--resume", result.Output, StringComparison.Ordinal);
        }

        Assert.InRange(State(folder.File("parts")).Updates, 1, State(folder.File("whole")).Updates - 1);
        await TrainingProgram.SucceedAsync("train", "-o", folder.File("parts"), "--resume");

        Assert.Equal(State(folder.File("whole")).Updates, State(folder.File("parts")).Updates);
        Assert.Equal(Weights(folder.File("whole")), Weights(folder.File("parts")));
    }

    [Fact]
    public async Task Train_OnADiskThatIsFull_KeepsTheLastCheckpointAndGoesOnLater()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        using var folder = new TemporaryFolder();
        string run = folder.File("run");
        await UnfinishedAsync(run);
        byte[] good = File.ReadAllBytes(Path.Combine(run, "checkpoint.bin"));
        File.CreateSymbolicLink(Path.Combine(run, "checkpoint.bin.new"), "/dev/full");

        string error = await TrainingProgram.FailAsync("train", "-o", run, "--resume");

        Assert.Contains("No space left on device", error, StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(Path.Combine(run, "checkpoint.bin")));
        Assert.False(File.Exists(Path.Combine(run, "checkpoint.bin.new")));
        await TrainingProgram.SucceedAsync("train", "-o", run, "--resume");
    }

    [Fact]
    public async Task Train_WithALossThatIsNoNumber_KeepsTheLastCheckpoint()
    {
        using var folder = new TemporaryFolder();
        string run = folder.File("run");
        await UnfinishedAsync(run);
        string checkpoint = Path.Combine(run, "checkpoint.bin");
        using (var weights = new DecoderWeights(new RunFolder(run).Load().Shape))
        using (var optimizer = new AdamW(weights, 0))
        {
            var state = Checkpoint.Load(checkpoint, weights, optimizer);
            weights.Flat.fill_(float.NaN);
            Checkpoint.Save(checkpoint, state, weights, optimizer);
        }

        byte[] kept = File.ReadAllBytes(checkpoint);
        string error = await TrainingProgram.FailAsync("train", "-o", run, "--resume");

        Assert.Contains("The loss is NaN", error, StringComparison.Ordinal);
        Assert.Equal(kept, File.ReadAllBytes(checkpoint));
    }

    private static Task TrainAsync(string run) => TrainingProgram.SucceedAsync(["train", "-o", run, .. Tiny, "--tokens", "100000"]);

    /// <summary>A run whose last checkpoint is a few updates before its end: a finished one told to go on a little longer.</summary>
    private static async Task UnfinishedAsync(string run)
    {
        await TrainingProgram.SucceedAsync(["train", "-o", run, .. Tiny, "--tokens", "2000"]);
        var folder = new RunFolder(run);
        var description = folder.Load();
        folder.Save(description with { Settings = description.Settings with { Tokens = 4000 } });
    }

    private static RunState State(string run)
    {
        using var weights = new DecoderWeights(new RunFolder(run).Load().Shape);
        return Checkpoint.Load(new RunFolder(run).Checkpoint, weights, optimizer: null);
    }

    private static float[] Weights(string run)
    {
        using var weights = new DecoderWeights(new RunFolder(run).Load().Shape);
        Checkpoint.Load(new RunFolder(run).Checkpoint, weights, optimizer: null);
        return weights.Flat.data<float>().ToArray();
    }
}
