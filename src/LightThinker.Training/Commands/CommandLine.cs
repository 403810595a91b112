using System.CommandLine;
using System.Runtime.InteropServices;

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
            Console.Error.WriteLine($"error: {Describe(First(error))}");
            return 1;
        }
    }

    // Parallel work wraps what went wrong.
    private static Exception First(Exception error) => error is AggregateException { InnerException: { } inner } ? inner : error;

    private static bool IsExpected(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException
            or Runs.TrainingFailedException || IsLackOfMemory(error);

    private static string Describe(Exception error) => IsLackOfMemory(error)
        ? "There is not enough memory for a model of this size, or for so many tokens at once (--pack-tokens, --workers)."
        : error.Message;

    // Torch reports everything in one type, with a native stack in its message.
    private static bool IsLackOfMemory(Exception error) =>
        error is ExternalException && error.Message.Contains("can't allocate memory", StringComparison.Ordinal);
}
