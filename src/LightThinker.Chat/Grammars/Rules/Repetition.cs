using System.Globalization;

namespace LightThinker.Chat.Grammars.Rules;

/// <summary>
/// Writes counted repetitions of a rule. Large counts are built from blocks of 16, of 256 and so on, so that a grammar grows with
/// the number of digits of a count and not with the count. Stateless and thread-safe.
/// </summary>
internal static class Repetition
{
    private const int Direct = 64;
    private const int Base = 16;

    /// <param name="rules">Where rules for blocks are added.</param>
    /// <param name="rule">The name of what is repeated.</param>
    /// <param name="min">Least number of times; 0 or more.</param>
    /// <param name="max">Most times, not below <paramref name="min"/>; null for no bound.</param>
    public static string Write(GrammarRules rules, string rule, int min, int? max)
    {
        if (max == 0)
        {
            return "";
        }

        if ((max ?? min) <= Direct)
        {
            return (min, max) switch
            {
                (0, null) => $"{rule}*",
                (1, null) => $"{rule}+",
                (0, 1) => $"{rule}?",
                (1, 1) => rule,
                _ => Counted(rule, min, max),
            };
        }

        List<string> blocks = BlocksOf(rules, rule, max ?? min);
        string required = Exactly(blocks, min);
        return max is null ? $"{required} {rule}*" : $"{required} {AtMost(rules, blocks, max.Value - min)}".Trim();
    }

    // blocks[i] matches the rule 16^i times.
    private static List<string> BlocksOf(GrammarRules rules, string rule, int count)
    {
        List<string> blocks = [rule];
        for (long size = Base; size <= count; size *= Base)
        {
            blocks.Add(rules.Named("block", $"{blocks[^1]}{{{Base}}}"));
        }

        return blocks;
    }

    private static string Exactly(List<string> blocks, int count)
    {
        var parts = new List<string>();
        for (int level = blocks.Count - 1; level >= 0; level--)
        {
            int digit = (int)(count / Power(level) % Base);
            if (digit > 0)
            {
                parts.Add(Counted(blocks[level], digit, digit));
            }
        }

        return string.Join(' ', parts);
    }

    private static string AtMost(GrammarRules rules, List<string> blocks, int count)
    {
        string tail = "";
        string full = "";
        for (int level = 0; level < blocks.Count; level++)
        {
            int digit = (int)(count / Power(level) % Base);
            if (digit > 0)
            {
                // Fewer blocks than there are leave room for anything below one block.
                string all = $"{Counted(blocks[level], digit, digit)} {tail}".Trim();
                string fewer = $"{Counted(blocks[level], 0, digit - 1)} {full}".Trim();
                tail = rules.Named("most", $"{all} | {(fewer.Length == 0 ? "\"\"" : fewer)}");
            }

            string more = $"{Counted(blocks[level], 0, Base - 1)} {full}".Trim();
            full = rules.Named("below", more);
        }

        return tail;
    }

    /// <summary>How many copies the counted repetitions of an expression make.</summary>
    public static int CopiesIn(string expression)
    {
        int copies = 0;
        for (int at = expression.IndexOf('{', StringComparison.Ordinal); at >= 0; at = expression.IndexOf('{', at + 1))
        {
            // A brace in a literal has no digits and an end behind it, or counts a little too much.
            ReadOnlySpan<char> counts = expression.AsSpan(at + 1, Math.Min(16, expression.Length - at - 1));
            int end = counts.IndexOf('}');
            ReadOnlySpan<char> last = end < 0 ? [] : counts[(counts[..end].IndexOf(',') + 1)..end];
            copies += int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? Math.Min(count, Direct) : 0;
        }

        return copies;
    }

    private static long Power(int level) => 1L << (4 * level);

    private static string Counted(string rule, int min, int? max) => (min, max) switch
    {
        (0, 0) => "",
        (1, 1) => rule,
        _ when min == max => string.Create(CultureInfo.InvariantCulture, $"{rule}{{{min}}}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{rule}{{{min},{max}}}"),
    };
}
