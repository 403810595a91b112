using LightThinker.Training.Commands;

namespace LightThinker.Training.Tests.Programs;

/// <summary>The program that is tested here, as a process. Stateless and thread-safe.</summary>
internal static class TrainingProgram
{
    public static DotnetProgram Start(params IEnumerable<string> arguments) =>
        DotnetProgram.Start(typeof(CommandLine).Assembly.Location, arguments);

    public static async Task<ProgramResult> RunAsync(params IEnumerable<string> arguments)
    {
        using var program = Start(arguments);
        return await program.EndAsync();
    }

    /// <summary>Runs it to a good end.</summary>
    public static async Task SucceedAsync(params IEnumerable<string> arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Errors);
    }

    /// <summary>Runs it to a failure that a user can do something about: exit code 1, and one line that says what.</summary>
    /// <returns>The line.</returns>
    public static async Task<string> FailAsync(params IEnumerable<string> arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 1, $"exit code {result.ExitCode}: {result.Errors}");
        Assert.StartsWith("error: ", result.Errors, StringComparison.Ordinal);
        return Assert.Single(result.Errors.TrimEnd().Split('\n'));
    }
}
