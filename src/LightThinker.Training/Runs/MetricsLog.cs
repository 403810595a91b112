using System.Globalization;

namespace LightThinker.Training.Runs;

/// <summary>Appends the run's figures to its CSV files. Not thread-safe.</summary>
internal sealed class MetricsLog(RunFolder folder)
{
    /// <summary>Removes what a former run left.</summary>
    public void Start()
    {
        File.WriteAllText(folder.Metrics, "update,tokens,seconds,loss,gradient_norm,learning_rate,most_steps,tokens_per_second\n");
        File.WriteAllText(folder.Exams, "update,tokens,family,steps,compression,problems,accuracy\n");
    }

    public void Update(RunState state, double norm, double rate, double speed) => File.AppendAllText(
        folder.Metrics,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Updates},{state.Tokens},{state.Seconds:F1},{state.Loss:F5},{norm:F4},{rate:G4},{state.Level},{speed:F0}\n"));

    public void Exam(RunState state, ExamRow row) => File.AppendAllText(
        folder.Exams,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Updates},{state.Tokens},{row.Family},{row.Steps},{(row.IsCompressed ? "on" : "off")}," +
            $"{row.Problems},{row.Accuracy:F4}\n"));
}
