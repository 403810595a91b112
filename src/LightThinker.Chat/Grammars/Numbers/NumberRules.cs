using System.Numerics;
using LightThinker.Chat.Grammars.Rules;

namespace LightThinker.Chat.Grammars.Numbers;

/// <summary>Writes the numbers of a range as GBNF. Stateless and thread-safe.</summary>
internal static class NumberRules
{
    // Whole digits where there is no bound: what a double holds exactly, and one more.
    private const int FreeDigits = 16;

    // A double tells apart any two numbers of so many digits, so a bound holds also for those who read doubles.
    private const int ExactDigits = 15;

    /// <summary>Most digits before and behind the point of a bound.</summary>
    private const int MaxDigits = 40;

    /// <param name="rules">Where rules are added.</param>
    /// <param name="range">What is allowed.</param>
    /// <returns>A GBNF expression; null if no number is in the range, or none that has up to 40 digits.</returns>
    public static string? Write(GrammarRules rules, NumberRange range)
    {
        if (range.IsUnbounded && range.Step is null or 0)
        {
            return rules.Shared(range.Step is null ? SharedRule.Number : SharedRule.Integer);
        }

        int step = range.Step ?? -FractionDigits(range);
        BigInteger least = -Limit(range, step);
        BigInteger most = Limit(range, step);
        BigInteger low = BigInteger.Max(range.Lowest(step) ?? least, least);
        BigInteger high = BigInteger.Min(range.Highest(step) ?? most, most);
        if (low > high)
        {
            return null;
        }

        var alternatives = new List<string>();
        if (low.Sign < 0)
        {
            alternatives.AddRange(Signed(BigInteger.Max(1, -high), -low, step).Select(number => $"\"-\" {number}"));
        }

        if (high.Sign >= 0)
        {
            alternatives.AddRange(Signed(BigInteger.Max(0, low), high, step));
        }

        return rules.Named("number", string.Join(" | ", alternatives));
    }

    private static IEnumerable<string> Signed(BigInteger low, BigInteger high, int step)
    {
        if (step <= 0)
        {
            return DigitRange.Write(low, high, -step);
        }

        string zeros = $"\"{new string('0', step)}\"";
        string[] zero = low.IsZero ? ["\"0\""] : [];
        low = BigInteger.Max(low, 1);
        return low > high ? zero
            : [.. zero, .. DigitRange.Write(low, high, 0).Select(number => $"({number}) {zeros}")];
    }

    private static int FractionDigits(NumberRange range)
    {
        int needed = Math.Max(-(range.Min?.Exponent ?? 0), -(range.Max?.Exponent ?? 0));
        int whole = Math.Max(WholeDigits(range.Min), WholeDigits(range.Max));
        return Math.Clamp(ExactDigits - whole, Math.Clamp(needed, 0, MaxDigits), MaxDigits);
    }

    private static int WholeDigits(JsonDecimal? bound) =>
        bound is { } value ? BigInteger.Abs(value.Floor(0)).ToString(System.Globalization.CultureInfo.InvariantCulture).Length : 1;

    // Room for some numbers beyond a bound that stands alone, however large it is.
    private static BigInteger Limit(NumberRange range, int step)
    {
        int digits = Math.Max(WholeDigits(range.Min), WholeDigits(range.Max));
        bool isOpen = range.Min is null || range.Max is null;
        int whole = Math.Min(isOpen ? Math.Max(FreeDigits, digits + 1) : digits, MaxDigits);
        return new JsonDecimal(1, whole).Floor(Math.Min(step, whole)) - 1;
    }
}
