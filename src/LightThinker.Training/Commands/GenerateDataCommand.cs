using System.CommandLine;
using LightThinker.Training.Data;
using LightThinker.Training.Generation;

namespace LightThinker.Training.Commands;

/// <summary><c>generate-data</c>: problems as JSONL. Stateless and thread-safe.</summary>
internal static class GenerateDataCommand
{
    public static Command Create()
    {
        var output = new Option<FileInfo>("--output", "-o") { Description = "The JSONL file to write.", Required = true };
        var count = new Option<int>("--count", "-n") { Description = "Problems.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same file.", DefaultValueFactory = _ => 1 };
        var families = new Option<string[]>("--family")
        {
            Description = $"Kinds of task, in turn: {string.Join(", ", ProblemGenerator.Families.Select(family => family.Name))}.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["story"],
        };
        var steps = new Option<int[]>("--steps")
        {
            Description = "Calculations per problem, in turn.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [4, 8, 12, 16],
        };
        var heldOut = new Option<bool>("--held-out") { Description = "Problems to examine on instead of to train on." };

        var command = new Command("generate-data", "Writes generated problems as JSONL, one conversation per line.")
        {
            output, count, seed, families, steps, heldOut,
        };
        command.SetAction(parsed => CommandLine.Guard(() => Run(
            parsed.GetRequiredValue(output).FullName,
            parsed.GetValue(count),
            parsed.GetValue(seed),
            parsed.GetRequiredValue(families),
            parsed.GetRequiredValue(steps),
            parsed.GetValue(heldOut) ? HeldOut.Test : HeldOut.Train)));
        return command;
    }

    private static int Run(string output, int count, int seed, string[] families, int[] steps, string split)
    {
        if (count < 1 || steps.Length == 0 || steps.Any(value => value < 0))
        {
            throw new ArgumentException("--count must be at least 1, and --steps at least 0.");
        }

        IFamily[] kinds = [.. families.Select(ProblemGenerator.Find)];
        var generator = new ProblemGenerator(seed, split);
        ExampleFile.Write(output, Enumerable.Range(0, count).Select(i =>
            generator.Next(kinds[i % kinds.Length], steps[i / kinds.Length % steps.Length], split == HeldOut.Train)));
        Console.WriteLine($"{count} problems in {output}");
        return 0;
    }
}
