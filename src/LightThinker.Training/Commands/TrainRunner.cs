using LightThinker.Training.HuggingFace;
using LightThinker.Training.Runs;
using Spectre.Console;

namespace LightThinker.Training.Commands;

/// <summary>Runs a training with its restarts and its progress bar. Stateless and thread-safe.</summary>
internal static class TrainRunner
{
    // Seeds of restarts are far from each other, so that runs started side by side do not meet.
    private const int SeedStride = 1000;

    public static TrainOutcome Run(TrainSettings settings, RunFolder folder, bool resumes, CancellationToken cancellation) =>
        ConsoleProgress.Show(bar => RunAll(settings, folder, resumes, bar, cancellation));

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
            var vocabulary = VocabularySource.Learn(settings);
            return Trainer.Start(RunDescription.FromScratch(settings, SeedOf(settings, attempt), vocabulary), folder);
        }

        var model = HuggingFaceModel.Load(path, settings.CacheTokens, settings.Context);
        return Trainer.Start(
            new RunDescription(settings, SeedOf(settings, attempt), model.Shape, model.Vocabulary), folder, model.Weights);
    }

    private static int SeedOf(TrainSettings settings, int attempt) => settings.Seed + (attempt * SeedStride);
}
