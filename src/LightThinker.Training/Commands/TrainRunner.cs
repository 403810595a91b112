using LightThinker.Training.Decoders;
using LightThinker.Training.HuggingFace;
using LightThinker.Training.Runs;
using Spectre.Console;

namespace LightThinker.Training.Commands;

/// <summary>Runs a training with its restarts and its progress bar. Stateless and thread-safe.</summary>
internal static class TrainRunner
{
    // Seeds of restarts are far from each other, so that runs started side by side do not meet.
    private const int SeedStride = 1000;

    public static TrainOutcome Run(TrainSettings settings, RunFolder folder, bool resumes, CancellationToken cancellation)
    {
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
        {
            return AnsiConsole.Progress()
                .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn())
                .Start(context => RunAll(settings, folder, resumes, context.AddTask("starting", maxValue: 1), cancellation));
        }

        return RunAll(settings, folder, resumes, bar: null, cancellation);
    }

    private static TrainOutcome RunAll(
        TrainSettings settings, RunFolder folder, bool resumes, ProgressTask? bar, CancellationToken cancellation)
    {
        // Other data and other models have other losses; what counts as a plateau is known for our own problems only.
        int restarts = settings.Base is null && settings.Data is null && !resumes ? settings.Restarts : 0;
        for (int attempt = 0; ; attempt++)
        {
            using var trainer = resumes ? Trainer.Resume(folder) : Start(settings, attempt, folder);
            var outcome = trainer.Run(
                new ConsoleProgress(bar, TimeProvider.System), endsOnPlateau: attempt < restarts, cancellation);
            if (outcome != TrainOutcome.Plateau)
            {
                return outcome;
            }

            AnsiConsole.WriteLine($"The loss stays on a plateau: starting again from seed {SeedOf(settings, attempt + 1)}.");
        }
    }

    private static Trainer Start(TrainSettings settings, int attempt, RunFolder folder)
    {
        if (settings.Base is not { } path)
        {
            return Trainer.Start(Describe(settings, attempt), folder);
        }

        var model = HuggingFaceModel.Load(path, settings.CacheTokens, settings.Context);
        return Trainer.Start(
            new RunDescription(settings, SeedOf(settings, attempt), model.Shape, model.Vocabulary), folder, model.Weights);
    }

    private static RunDescription Describe(TrainSettings settings, int attempt)
    {
        var vocabulary = VocabularySource.Learn(settings);
        var shape = new DecoderShape
        {
            Architecture = settings.Architecture,
            Vocabulary = vocabulary.Tokens.Count,
            Width = settings.Width,
            Layers = settings.Layers,
            Heads = settings.Heads,
            KvHeads = settings.KvHeads,
            FeedForward = settings.FeedForward,
            Context = settings.Context,
        };
        return new RunDescription(settings, SeedOf(settings, attempt), shape.Validated(), vocabulary);
    }

    private static int SeedOf(TrainSettings settings, int attempt) => settings.Seed + (attempt * SeedStride);
}
