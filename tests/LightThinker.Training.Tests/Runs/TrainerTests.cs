using LightThinker.Training.Decoders;
using LightThinker.Training.Optimization;
using LightThinker.Training.Runs;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Runs;

public sealed class TrainerTests
{
    private static readonly TrainSettings Tiny = new()
    {
        Workers = 2,
        PackTokens = 300,
        Tokens = 12_000,
        WarmUp = 5,
        LearningRate = 4e-3,
        Exams = 1,
        ExamProblems = 1,
        MostSteps = 4,
    };

    [Fact]
    public void Training_StoppedAndResumed_EndsWhereAnUninterruptedOneDoes()
    {
        using var folder = new TemporaryFolder();
        Run(folder.File("whole"), stopAfter: long.MaxValue);
        var outcome = Run(folder.File("parts"), stopAfter: 7);
        Assert.Equal(TrainOutcome.Cancelled, outcome);
        using (var trainer = Trainer.Resume(new RunFolder(folder.File("parts"))))
        {
            Assert.Equal(7, trainer.State.Updates);
            trainer.Run(new SilentProgress(), endsOnPlateau: false, CancellationToken.None);
        }

        float[] whole = Weights(folder.File("whole"));
        float[] parts = Weights(folder.File("parts"));
        Assert.InRange(whole.Zip(parts, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-4f);
    }

    [Fact]
    public void Training_LossThatIsNoNumber_FailsAndKeepsTheLastCheckpoint()
    {
        using var folder = new TemporaryFolder();
        Run(folder.File("run"), stopAfter: 3);
        byte[] good = File.ReadAllBytes(folder.File("run/checkpoint.bin"));
        var description = new RunFolder(folder.File("run")).Load();
        using (var weights = new DecoderWeights(description.Shape))
        using (var optimizer = new AdamW(weights, 0))
        {
            var state = Checkpoint.Load(folder.File("run/checkpoint.bin"), weights, optimizer);
            weights.Flat.fill_(float.NaN);
            Checkpoint.Save(folder.File("run/checkpoint.bin"), state, weights, optimizer);
        }

        using var broken = Trainer.Resume(new RunFolder(folder.File("run")));
        File.WriteAllBytes(folder.File("run/checkpoint.bin"), good);

        var error = Assert.Throws<TrainingFailedException>(() => broken.Run(new SilentProgress(), endsOnPlateau: false, CancellationToken.None));

        Assert.Contains("learning rate", error.Message, StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(folder.File("run/checkpoint.bin")));
    }

    [Fact]
    public void Training_OnAPlateau_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var settings = Tiny with { PlateauLoss = 0.001, PlateauAt = 0.5 };
        using var trainer = Trainer.Start(SmallModel.Describe(settings: settings), new RunFolder(folder.File("run")));

        Assert.Equal(TrainOutcome.Plateau, trainer.Run(new SilentProgress(), endsOnPlateau: true, CancellationToken.None));
    }

    private static TrainOutcome Run(string path, long stopAfter)
    {
        using var cancellation = new CancellationTokenSource();
        using var trainer = Trainer.Start(SmallModel.Describe(settings: Tiny), new RunFolder(path));
        return trainer.Run(new SilentProgress(state =>
        {
            if (state.Updates == stopAfter)
            {
                cancellation.Cancel();
            }
        }), endsOnPlateau: false, cancellation.Token);
    }

    private static float[] Weights(string path)
    {
        var folder = new RunFolder(path);
        using var weights = new DecoderWeights(folder.Load().Shape);
        Checkpoint.Load(folder.Checkpoint, weights, optimizer: null);
        return weights.Flat.data<float>().ToArray();
    }
}
