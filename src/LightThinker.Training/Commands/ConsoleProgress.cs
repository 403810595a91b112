using System.Globalization;
using LightThinker.Training.Runs;
using Spectre.Console;

namespace LightThinker.Training.Commands;

/// <summary>
/// Shows a run on the console: a progress bar on a terminal, a line now and then where the output goes to a file. Called by the
/// run's thread.
/// </summary>
internal sealed class ConsoleProgress(ProgressTask? bar, TimeProvider time) : IProgressSink
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(30);

    private readonly long _started = time.GetTimestamp();
    private long _lastLine;
    private double _firstDone = -1;

    /// <summary>Does work that shows itself: with a bar on a terminal, without one elsewhere.</summary>
    public static T Show<T>(Func<ProgressTask?, T> work) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? AnsiConsole.Progress()
                .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn())
                .Start(context => work(context.AddTask("starting", maxValue: 1)))
            : work(null);

    public void Update(RunState state, double tokensPerSecond, double done)
    {
        _firstDone = _firstDone < 0 ? done : _firstDone;
        double elapsed = time.GetElapsedTime(_started).TotalSeconds;
        double left = done > _firstDone ? elapsed * (1 - done) / (done - _firstDone) : 0;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"update {state.Updates}, loss {state.Loss:F4}, up to {state.Level} steps, {tokensPerSecond:F0} tokens/s, " +
            $"{TimeSpan.FromSeconds(left):h\\:mm\\:ss} left");
        if (bar is not null)
        {
            bar.Value = done;
            bar.Description = text;
        }
        else if (time.GetElapsedTime(_lastLine) > LineInterval)
        {
            _lastLine = time.GetTimestamp();
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:P1}: {text}"));
        }
    }

    public void Examined(ExamRow row) => AnsiConsole.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"held-out {row.Family}, {row.Steps} steps, compression {(row.IsCompressed ? "on" : "off")}: {row.Accuracy:P1}"));
}
