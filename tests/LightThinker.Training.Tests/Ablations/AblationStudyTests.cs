using LightThinker.Training.Ablations;
using LightThinker.Training.Runs;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Ablations;

public sealed class AblationStudyTests
{
    private static readonly TrainSettings Tiny = new()
    {
        Width = 32,
        Layers = 1,
        Heads = 2,
        KvHeads = 2,
        FeedForward = 32,
        Vocabulary = 400,
        Family = AblationStudy.Family,
        MostSteps = 8,
        Tokens = 2500,
        PackTokens = 400,
        Workers = 2,
        Exams = 0,
    };

    [Fact]
    public void Study_OfEveryVariant_TrainsAndExaminesThemAll()
    {
        using var folder = new TemporaryFolder();
        var study = new AblationStudy(folder.Path, problems: 2);
        var rows = new List<AblationRow>();
        foreach (var variant in AblationVariant.All(Tiny))
        {
            Assert.Equal(TrainOutcome.Finished, study.Train(variant, new SilentProgress(), CancellationToken.None));
            rows.Add(study.Examine(variant));
        }

        Assert.All(rows, row => Assert.InRange(row.State.Tokens, Tiny.Tokens, 2 * Tiny.Tokens));
        Assert.All(rows, row => Assert.InRange(row.Own.Peak, 1, row.Plain.Peak - 1));
        Assert.All(rows, row => Assert.InRange(row.Own.Dependency, 1, row.Plain.Dependency - 1));
        Assert.Single(rows.Select(row => row.Plain).Distinct());
        Assert.All(rows.SkipLast(1), row => Assert.Equal(
            [(4, true), (4, false), (8, true), (8, false)], row.Exams.Select(exam => (exam.Steps, exam.IsCompressed))));
        Assert.Equal([(4, true), (8, true)], rows[^1].Exams.Select(exam => (exam.Steps, exam.IsCompressed)));
        Assert.Equal(rows[1].State, rows[^1].State);
        Assert.Equal(5, Directory.GetDirectories(folder.Path).Length);
    }

    [Fact]
    public void Study_OfModels_HasThemStartFromTheSameWeightsAndWords()
    {
        using var folder = new TemporaryFolder();
        var study = new AblationStudy(folder.Path, problems: 1);
        var runs = new List<RunDescription>();
        foreach (var variant in AblationVariant.All(Tiny).Where(variant => variant.Name is "thought-1" or "thought-4"))
        {
            study.Train(variant, new SilentProgress(), new CancellationToken(canceled: true));
            runs.Add(new RunFolder(folder.File(variant.Folder)).Load());
        }

        Assert.Equal(runs[0].Vocabulary.Tokens, runs[1].Vocabulary.Tokens);
        Assert.Equal((runs[0].Shape, runs[0].Seed), (runs[1].Shape, runs[1].Seed));
        Assert.Equal(
            Without(File.ReadAllBytes(folder.File("thought-1/checkpoint.bin"))),
            Without(File.ReadAllBytes(folder.File("thought-4/checkpoint.bin"))));

        // All but the seconds it took.
        static byte[] Without(byte[] checkpoint) => [.. checkpoint[..24], .. checkpoint[32..]];
    }

    [Fact]
    public void Study_OfAFinishedVariant_DoesNotTrainItAgain()
    {
        using var folder = new TemporaryFolder();
        var variant = AblationVariant.All(Tiny)[0];
        var study = new AblationStudy(folder.Path, problems: 1);
        study.Train(variant, new SilentProgress(), CancellationToken.None);
        byte[] checkpoint = File.ReadAllBytes(folder.File("thought-1/checkpoint.bin"));

        var outcome = study.Train(variant, new SilentProgress(_ => Assert.Fail("It was trained again.")), CancellationToken.None);

        Assert.Equal(TrainOutcome.Finished, outcome);
        Assert.Equal(checkpoint, File.ReadAllBytes(folder.File("thought-1/checkpoint.bin")));
    }

    [Fact]
    public void Study_OfAStoppedVariant_GoesOnFromItsCheckpoint()
    {
        using var folder = new TemporaryFolder();
        var variant = AblationVariant.All(Tiny)[0];
        var study = new AblationStudy(folder.Path, problems: 1);
        using var cancellation = new CancellationTokenSource();
        var outcome = study.Train(variant, new SilentProgress(_ => cancellation.Cancel()), cancellation.Token);
        Assert.Equal(TrainOutcome.Cancelled, outcome);

        var updates = new List<long>();
        outcome = study.Train(variant, new SilentProgress(state => updates.Add(state.Updates)), CancellationToken.None);

        Assert.Equal(TrainOutcome.Finished, outcome);
        Assert.Equal(2, updates[0]);
    }

    [Fact]
    public void Study_OfAFolderWithOtherSettings_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var study = new AblationStudy(folder.Path, problems: 1);
        study.Train(AblationVariant.All(Tiny)[0], new SilentProgress(), CancellationToken.None);

        var error = Assert.Throws<ArgumentException>(() =>
            study.Train(AblationVariant.All(Tiny with { Seed = 2 })[0], new SilentProgress(), CancellationToken.None));

        Assert.Contains("other settings", error.Message, StringComparison.Ordinal);
    }
}
