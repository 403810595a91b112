using System.CommandLine;
using LightThinker.Training.Ablations;
using LightThinker.Training.Runs;

namespace LightThinker.Training.Commands;

/// <summary><c>ablate</c>: small models that differ in how they compress, side by side. Stateless and thread-safe.</summary>
internal static class AblateCommand
{
    /// <summary>A third of the embedded model's parameters, on stories of up to 8 steps.</summary>
    private static readonly TrainSettings Default = new()
    {
        Width = 128,
        Layers = 5,
        Heads = 2,
        KvHeads = 2,
        FeedForward = 384,
        MostSteps = 8,
        Family = AblationStudy.Family,
        Tokens = 10_000_000,
        Minutes = 10,
        Restarts = 0,
        Exams = 4,
        ExamProblems = 10,
    };

    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output", "-o")
        {
            Description = "Where the runs' folders, ablations.md and ablations.csv go. Variants that are there are not trained again.",
            Required = true,
        };
        var variants = new Option<string[]>("--variant")
        {
            Description = $"Which; all where not given: {string.Join(", ", AblationVariant.All(Default).Select(variant => variant.Name))}.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var seed = Number("--seed", Default.Seed, "Decides the start and the problems.");
        var tokens = new Option<long>("--tokens")
        {
            Description = "Tokens to train each variant on.",
            DefaultValueFactory = _ => Default.Tokens,
        };
        var minutes = new Option<double>("--minutes")
        {
            Description = "Ends a variant's training earlier; 0 for no limit.",
            DefaultValueFactory = _ => Default.Minutes,
        };
        var interval = Number("--token-interval", Default.TokenInterval, "Sampled tokens per compression at token level.");
        var workers = Number("--workers", Math.Min(4, Environment.ProcessorCount), "Threads.");
        var pack = Number("--pack-tokens", Default.PackTokens, "Tokens per worker and update, about.");
        var problems = Number("--problems", 200, "Held-out problems for each number of steps and format.");
        var command = new Command("ablate", "Trains small models that differ in how they compress, and writes a table.")
        {
            output, variants, seed, tokens, minutes, interval, workers, pack, problems,
        };
        command.SetAction(parsed => CommandLine.Guard(() =>
        {
            var common = Default with
            {
                Seed = parsed.GetValue(seed),
                Tokens = parsed.GetValue(tokens),
                Minutes = parsed.GetValue(minutes),
                TokenInterval = parsed.GetValue(interval),
                Workers = parsed.GetValue(workers),
                PackTokens = parsed.GetValue(pack),
            };
            return Run(
                parsed.GetRequiredValue(output).FullName,
                Choose(AblationVariant.All(common), parsed.GetRequiredValue(variants)),
                parsed.GetValue(problems));
        }));
        return command;
    }

    private static int Run(string output, IReadOnlyList<AblationVariant> variants, int problems)
    {
        if (problems < 1)
        {
            throw new ArgumentException("--problems must be at least 1.");
        }

        using var stop = new StopSignal();
        return AblateRunner.Run(output, variants, problems, stop.Token) == TrainOutcome.Finished ? 0 : StopSignal.ExitCode;
    }

    private static AblationVariant[] Choose(IReadOnlyList<AblationVariant> all, string[] names)
    {
        string? unknown = names.FirstOrDefault(name => all.All(variant => variant.Name != name));
        return unknown is null
            ? [.. all.Where(variant => names.Length == 0 || names.Contains(variant.Name))]
            : throw new ArgumentException(
                $"--variant '{unknown}' is not known; there are {string.Join(", ", all.Select(variant => variant.Name))}.");
    }

    private static Option<int> Number(string name, int value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
