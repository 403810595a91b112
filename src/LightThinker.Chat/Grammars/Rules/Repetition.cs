using System.Globalization;

namespace LightThinker.Chat.Grammars.Rules;

/// <summary>
/// Writes counted repetitions of a rule. Large counts are built from blocks of 16, of 256 and so on, so that a grammar grows with
/// the number of digits of a count and not with the count. Stateless and thread-safe.
/// </summary>
internal static class Repetition
{
    private const int Direct = 256;
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
            blocks.Add(rules.Named($"block-{rule["json-".Length..]}", $"{blocks[^1]}{{{Base}}}"));
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
                tail = rules.Named($"most-{blocks[0]["json-".Length..]}", $"{all} | {(fewer.Length == 0 ? "\"\"" : fewer)}");
            }

            string more = $"{Counted(blocks[level], 0, Base - 1)} {full}".Trim();
            full = rules.Named($"below-{blocks[level]["json-".Length..]}", more);
        }

        return tail;
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
