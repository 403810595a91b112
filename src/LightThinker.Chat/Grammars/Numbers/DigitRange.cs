using System.Globalization;
using System.Numerics;

namespace LightThinker.Chat.Grammars.Numbers;

/// <summary>
/// Writes the numbers of a range as GBNF, digit by digit: a digit that is neither the bound's own leaves all that follow free.
/// One thread, one range. It recurses once per digit.
/// </summary>
internal sealed class DigitRange
{
    private readonly string _low;
    private readonly string _high;
    private readonly int _whole;

    // Digits of both bounds, as many; the first so many are before the point.
    private DigitRange(string low, string high, int whole) => (_low, _high, _whole) = (low, high, whole);

    /// <summary>The numbers from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    /// <param name="low">In units of the last digit behind the point; 0 or more.</param>
    /// <param name="high">Likewise; not below <paramref name="low"/>.</param>
    /// <param name="fraction">Most digits behind the point.</param>
    public static List<string> Write(BigInteger low, BigInteger high, int fraction)
    {
        var alternatives = new List<string>();
        int shortest = WholeDigits(low, fraction);
        int longest = WholeDigits(high, fraction);
        for (int whole = shortest; whole <= longest; whole++)
        {
            // The numbers with this many digits before the point; no other than zero begins with a zero.
            BigInteger first = whole == 1 ? BigInteger.Zero : BigInteger.Pow(10, whole - 1 + fraction);
            BigInteger last = BigInteger.Pow(10, whole + fraction) - 1;
            if (low <= first && whole > 1)
            {
                int free = whole;
                while (free < longest || (free == longest && high == BigInteger.Pow(10, free + fraction) - 1))
                {
                    free++;
                }

                if (free > whole)
                {
                    alternatives.Add($"[1-9] {Digits(whole - 1, free - 2)}{Fraction(fraction)}".Trim());
                    whole = free - 1;
                    continue;
                }
            }

            alternatives.Add(new DigitRange(
                Pad(BigInteger.Max(low, first), whole + fraction), Pad(BigInteger.Min(high, last), whole + fraction), whole)
                .From(0, isLow: true, isHigh: true));
        }

        return alternatives;
    }

    private static int WholeDigits(BigInteger value, int fraction) =>
        Math.Max(1, value.ToString(CultureInfo.InvariantCulture).Length - fraction);

    private static string Pad(BigInteger value, int digits) =>
        value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    /// <param name="place">The digit that comes next.</param>
    /// <param name="isLow">Whether all digits so far are those of the lower bound.</param>
    /// <param name="isHigh">Whether all digits so far are those of the upper bound.</param>
    /// <returns>What may follow; the bounds themselves always may, so there is something.</returns>
    private string From(int place, bool isLow, bool isHigh)
    {
        // A bound that goes on with its last possible digits bounds nothing any more.
        isLow &= _low.AsSpan(place).ContainsAnyExcept('0');
        isHigh &= _high.AsSpan(place).ContainsAnyExcept('9');
        if (!isLow && !isHigh)
        {
            return place < _whole ? $"{Digits(_whole - place, _whole - place)}{Fraction(_low.Length - _whole)}".Trim()
                : place == _whole ? Fraction(_low.Length - _whole).Trim()
                : place == _low.Length ? ""
                : Digits(0, _low.Length - place);
        }

        var alternatives = new List<string>();
        (char low, char high) = (isLow ? _low[place] : '0', isHigh ? _high[place] : '9');
        if (isLow && isHigh && low == high)
        {
            alternatives.Add(Digit(low, low, From(place + 1, true, true)));
        }
        else
        {
            if (isLow)
            {
                alternatives.Add(Digit(low, low, From(place + 1, true, false)));
                low++;
            }

            if (isHigh)
            {
                alternatives.Add(Digit(high, high, From(place + 1, false, true)));
                high--;
            }

            if (low <= high)
            {
                alternatives.Add(Digit(low, high, From(place + 1, false, false)));
            }
        }

        string digits = alternatives.Count == 1 ? alternatives[0] : $"({string.Join(" | ", alternatives)})";
        string next = place == _whole ? $"\".\" {digits}" : digits;

        // Without further digits the rest of the number is zeros, which is below a lower bound that goes on.
        return place >= _whole && !isLow ? $"({next})?" : next;
    }

    private static string Digit(char first, char last, string rest) =>
        $"{(first == last ? $"\"{first}\"" : $"[{first}-{last}]")} {rest}".Trim();

    private static string Digits(int min, int max) => (min, max) switch
    {
        (_, 0) => "",
        (1, 1) => "[0-9]",
        _ when min == max => string.Create(CultureInfo.InvariantCulture, $"[0-9]{{{min}}}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"[0-9]{{{min},{max}}}"),
    };

    private static string Fraction(int digits) =>
        digits == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (\".\" [0-9]{{1,{digits}}})?");
}
