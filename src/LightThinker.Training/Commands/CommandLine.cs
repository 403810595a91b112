using System.CommandLine;

namespace LightThinker.Training.Commands;

/// <summary>The program's commands. Stateless and thread-safe.</summary>
internal static class CommandLine
{
    public static RootCommand Root() =>
        new("Makes LightThinker models: data, training, examination and export to GGUF.")
        {
            GenerateDataCommand.Create(),
            TrainCommand.Create(),
            AblateCommand.Create(),
            EvaluateCommand.Create(),
            ExportCommand.Create(),
        };

    /// <summary>Runs a command's work; expected failures become one line on stderr.</summary>
    /// <returns>The process's exit code: 0, or 1 where the work failed.</returns>
    public static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (IsExpected(First(error)))
        {
            Console.Error.WriteLine($"error: {First(error).Message}");
            return 1;
        }
    }

    // Parallel work wraps what went wrong.
    private static Exception First(Exception error) => error is AggregateException { InnerException: { } inner } ? inner : error;

    private static bool IsExpected(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException
            or Runs.TrainingFailedException;
}
