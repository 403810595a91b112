using LightThinker.Training.Decoders;
using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tokenization;
using static TorchSharp.torch;

namespace LightThinker.Training.Ablations;

/// <summary>
/// Trains variants in folders of their own and examines them. All learn one vocabulary and start from the same weights and the
/// same problems. One thread.
/// </summary>
/// <param name="path">Where the variants' folders are.</param>
/// <param name="problems">Held-out problems for each number of steps and format.</param>
internal sealed class AblationStudy(string path, int problems)
{
    /// <summary>Steps at which Peak and Dependency are stated.</summary>
    public const int CostSteps = 8;

    /// <summary>The kind of problem to train and examine on.</summary>
    public const string Family = "story";

    // Another than that of the examinations during a run.
    private const int ExamSeed = 11;

    private Vocabulary? _vocabulary;

    /// <summary>Calculations per problem examined.</summary>
    public static IReadOnlyList<int> Steps { get; } = [4, CostSteps];

    /// <summary>Trains a variant to its end, from its last checkpoint where there is one; a finished one is left as it is.</summary>
    /// <exception cref="ArgumentException">Its folder holds a run with other settings.</exception>
    public TrainOutcome Train(AblationVariant variant, IProgressSink progress, CancellationToken cancellation)
    {
        using var trainer = Open(variant);
        return trainer.State.Progress(variant.Settings) >= 1
            ? TrainOutcome.Finished
            : trainer.Run(progress, endsOnPlateau: false, cancellation);
    }

    /// <summary>Examines a variant that is trained.</summary>
    public AblationRow Examine(AblationVariant variant)
    {
        var folder = FolderOf(variant);
        var run = folder.Load();
        using var weights = new DecoderWeights(run.Shape);
        var state = Checkpoint.Load(folder.Checkpoint, weights, optimizer: null);
        using var rotary = new RotaryTable(run.Shape);
        var builder = new SequenceBuilder(new TextTokenizer(run.Vocabulary), run.Settings.CacheTokens, variant.Format);
        var exam = new Exam(builder, ExamSeed);

        // A row without a model of its own answers in the plain format as the model's own row does.
        bool[] formats = variant.IsTrained ? [true, false] : [true];
        var exams = Steps.SelectMany(steps => formats.Select(isCompressed => (steps, isCompressed))).ToArray()
            .AsParallel().AsOrdered().WithDegreeOfParallelism(run.Settings.Workers)
            .Select(row =>
            {
                set_num_threads(1);
                using var decoder = new Decoder(weights, rotary, ScalarType.BFloat16);
                return exam.Take(decoder, problems, row.isCompressed, Family, row.steps);
            });
        return new AblationRow(variant, state, [.. exams], CostOf(isCompressed: true), CostOf(isCompressed: false));

        MeanContextCost CostOf(bool isCompressed) => MeanContextCost.Of(
            exam.Problems(problems, Family, CostSteps).Select(example => builder.Build(example, isCompressed)));
    }

    private Trainer Open(AblationVariant variant)
    {
        var folder = FolderOf(variant);
        if (!folder.HasCheckpoint)
        {
            _vocabulary ??= VocabularySource.Learn(variant.Settings with { CacheTokens = AblationVariant.MostCacheTokens });
            return Trainer.Start(RunDescription.FromScratch(variant.Settings, variant.Settings.Seed, _vocabulary), folder);
        }

        if (folder.Load().Settings != variant.Settings)
        {
            throw new ArgumentException(
                $"{folder.Path} holds a run with other settings; repeat the command it was made with, or name another --output.");
        }

        return Trainer.Resume(folder);
    }

    private RunFolder FolderOf(AblationVariant variant) => new(Path.Combine(path, variant.Folder));
}
