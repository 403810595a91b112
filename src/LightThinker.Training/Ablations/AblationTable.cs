using System.Globalization;
using System.Text;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Ablations;

/// <summary>Writes what was found as Markdown for people and as CSV with all digits. Stateless and thread-safe.</summary>
internal static class AblationTable
{
    private const string None = "–";

    public static string Markdown(IReadOnlyList<AblationRow> rows)
    {
        var text = new StringBuilder("| variant | million tokens | minutes | steps trained |");
        foreach (int steps in AblationStudy.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $" {steps} steps: own format | plain |");
        }

        text.Append(" Peak plain → own | Dep plain → own |\n|---|---|---|---|");
        text.Insert(text.Length, "---|", (2 * AblationStudy.Steps.Count) + 2).Append('\n');
        foreach (var row in rows)
        {
            AddRow(text, row);
        }

        return text.ToString();
    }

    public static string Csv(IReadOnlyList<AblationRow> rows)
    {
        var text = new StringBuilder("variant,model,method,cache_tokens,token_interval,seed,tokens,seconds,updates,loss,most_steps,problems");
        foreach (int steps in AblationStudy.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $",own_{steps},plain_{steps}");
        }

        text.Append(",peak_own,peak_plain,dep_own,dep_plain\n");
        foreach (var row in rows)
        {
            var (variant, state) = (row.Variant, row.State);
            text.Append(CultureInfo.InvariantCulture, $"{variant.Name},{variant.Folder},{variant.Format.Name},");
            text.Append(CultureInfo.InvariantCulture, $"{variant.CacheTokens},");
            text.Append(variant.Settings.Method == TokenFormat.FormatName ? variant.Settings.TokenInterval : "").Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{variant.Settings.Seed},{state.Tokens},{state.Seconds:F1},{state.Updates},");
            text.Append(CultureInfo.InvariantCulture, $"{state.Loss:F5},{state.Level},{row.Exams[0].Problems}");
            foreach (double? accuracy in Accuracies(row))
            {
                text.Append(CultureInfo.InvariantCulture, $",{accuracy:F4}");
            }

            text.Append(CultureInfo.InvariantCulture, $",{row.Own.Peak:F1},{row.Plain.Peak:F1}");
            text.Append(CultureInfo.InvariantCulture, $",{row.Own.Dependency:F0},{row.Plain.Dependency:F0}\n");
        }

        return text.ToString();
    }

    private static void AddRow(StringBuilder text, AblationRow row)
    {
        var state = row.State;
        text.Append("| ").Append(row.Variant.Title).Append(" | ").Append(row.Variant.IsTrained
            ? string.Create(CultureInfo.InvariantCulture, $"{state.Tokens / 1e6:F1} | {state.Seconds / 60:F1} | 1–{state.Level} |")
            : $"{None} | {None} | {None} |");
        foreach (double? accuracy in Accuracies(row))
        {
            text.Append(' ').Append(accuracy is null ? None : string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy:F1} %")).Append(" |");
        }

        text.Append(' ').Append(Change(row, cost => cost.Peak));
        text.Append(" | ").Append(Change(row, cost => cost.Dependency)).Append(" |\n");
    }

    private static IEnumerable<double?> Accuracies(AblationRow row) => AblationStudy.Steps.SelectMany(
        steps => (double?[])[row.Accuracy(steps, isCompressed: true), row.Accuracy(steps, isCompressed: false)]);

    private static string Change(AblationRow row, Func<MeanContextCost, double> figure)
    {
        var (own, plain) = (figure(row.Own), figure(row.Plain));
        return string.Create(CultureInfo.InvariantCulture, $"{plain:F0} → {own:F0} ({100 * (own - plain) / plain:+0;-0} %)");
    }
}
