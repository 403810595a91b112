using LightThinker.Training.Ablations;
using LightThinker.Training.Runs;
using Spectre.Console;

namespace LightThinker.Training.Commands;

/// <summary>Runs ablations one after the other; what is found is written after each. Stateless and thread-safe.</summary>
internal static class AblateRunner
{
    public static TrainOutcome Run(
        string output, IReadOnlyList<AblationVariant> variants, int problems, CancellationToken cancellation)
    {
        var study = new AblationStudy(output, problems);
        var rows = new List<AblationRow>();
        foreach (var variant in variants)
        {
            AnsiConsole.WriteLine($"{variant.Title}:");
            var outcome = ConsoleProgress.Show(
                bar => study.Train(variant, new ConsoleProgress(bar, TimeProvider.System), cancellation));
            if (outcome == TrainOutcome.Cancelled)
            {
                AnsiConsole.WriteLine("Stopped; the same command goes on from here.");
                return outcome;
            }

            rows.Add(study.Examine(variant));
            File.WriteAllText(Path.Combine(output, "ablations.md"), AblationTable.Markdown(rows));
            File.WriteAllText(Path.Combine(output, "ablations.csv"), AblationTable.Csv(rows));
        }

        Console.Write(AblationTable.Markdown(rows));
        return TrainOutcome.Finished;
    }
}
