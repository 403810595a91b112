using System.Globalization;
using System.Text;

namespace LightThinker.Training.Evaluation;

/// <summary>
/// Writes results as a Markdown table, a row for each family and number of steps, and one for a family's rows together.
/// Stateless and thread-safe.
/// </summary>
internal static class ResultTable
{
    private const double Quantile95 = 1.96;

    public static string Write(IReadOnlyList<PairedResult> results)
    {
        var text = new StringBuilder(
            "| family | steps | problems | accuracy off | on | on − off (95 % interval), points | Peak off → on | Dep off → on |\n" +
            "|---|---|---|---|---|---|---|---|\n");
        foreach (var family in results.GroupBy(result => result.Example.Family).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            var rows = family.GroupBy(result => result.Example.Steps).OrderBy(row => row.Key).ToList();
            foreach (var row in rows)
            {
                AddRow(text, family.Key, row.Key.ToString(CultureInfo.InvariantCulture), [.. row]);
            }

            if (rows.Count > 1)
            {
                AddRow(text, family.Key, "all", [.. family]);
            }
        }

        return text.ToString();
    }

    /// <summary>Mean and half width of the 95 % interval of the paired difference, in points, by the normal approximation.</summary>
    public static (double Mean, double HalfWidth) Difference(IReadOnlyList<PairedResult> results)
    {
        double[] differences = [.. results.Select(result => (result.OnIsRight ? 1.0 : 0) - (result.OffIsRight ? 1 : 0))];
        double mean = differences.Average();
        double variance = differences.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, differences.Length - 1);
        return (100 * mean, 100 * Quantile95 * Math.Sqrt(variance / differences.Length));
    }

    private static void AddRow(StringBuilder text, string family, string steps, PairedResult[] results)
    {
        var (mean, half) = Difference(results);
        double off = 100.0 * results.Count(result => result.OffIsRight) / results.Length;
        double on = 100.0 * results.Count(result => result.OnIsRight) / results.Length;
        text.Append(CultureInfo.InvariantCulture, $"| {family} | {steps} | {results.Length} | {off:F1} | {on:F1} ");
        text.Append(CultureInfo.InvariantCulture, $"| {mean:+0.0;-0.0;0.0} ({mean - half:+0.0;-0.0;0.0} … {mean + half:+0.0;-0.0;0.0}) ");
        text.Append("| ").Append(Change(results, reply => reply.PeakTokens, (was, now) => Text($"{100 * (now - was) / was:+0;-0} %"))).Append(" | ");
        text.Append(Change(results, reply => reply.Dependency, (was, now) => Text($"{was / now:F2}× lower"))).Append(" |\n");
    }

    private static string Change(PairedResult[] results, Func<Reply, long?> figure, Func<double, double, string> compare)
    {
        double? off = results.Average(result => figure(result.Off));
        double? on = results.Average(result => figure(result.On));
        return off is > 0 && on is > 0 ? Text($"{off:F0} → {on:F0} ({compare(off.Value, on.Value)})") : "–";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
