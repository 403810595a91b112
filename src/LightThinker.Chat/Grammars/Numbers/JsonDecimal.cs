using System.Globalization;
using System.Numerics;

namespace LightThinker.Chat.Grammars.Numbers;

/// <summary>An exact decimal number: <c>Unscaled × 10^Exponent</c>. Immutable.</summary>
internal readonly record struct JsonDecimal(BigInteger Unscaled, int Exponent) : IComparable<JsonDecimal>
{
    private const int MaxDigits = 400;

    /// <summary>Whether it has no fraction.</summary>
    public bool IsInteger => IsMultipleOf(0);

    /// <summary>Reads a JSON number.</summary>
    /// <returns>False if it has more than 400 digits, or an exponent beyond ±400.</returns>
    public static bool TryParse(string json, out JsonDecimal value)
    {
        value = default;
        int mark = json.AsSpan().IndexOfAny('e', 'E');
        string mantissa = mark < 0 ? json : json[..mark];
        int exponent = 0;
        if (mantissa.Length > MaxDigits
            || (mark >= 0 && !int.TryParse(json.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            || Math.Abs((long)exponent) > MaxDigits)
        {
            return false;
        }

        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        value = new JsonDecimal(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), exponent);
        value = value.Normalize();
        return true;
    }

    /// <summary>Whether it is a whole number of steps of <c>10^step</c>.</summary>
    public bool IsMultipleOf(int step) => Exponent >= step || (Unscaled % BigInteger.Pow(10, step - Exponent)).IsZero;

    /// <summary>The largest number of steps of <c>10^step</c> that is not above it.</summary>
    public BigInteger Floor(int step)
    {
        if (Exponent >= step)
        {
            return Unscaled * BigInteger.Pow(10, Exponent - step);
        }

        BigInteger quotient = BigInteger.DivRem(Unscaled, BigInteger.Pow(10, step - Exponent), out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The smallest number of steps of <c>10^step</c> that is not below it.</summary>
    public BigInteger Ceiling(int step) => -(-this).Floor(step);

    public int CompareTo(JsonDecimal other)
    {
        int step = Math.Min(Exponent, other.Exponent);
        return Floor(step).CompareTo(other.Floor(step));
    }

    public static JsonDecimal operator -(JsonDecimal value) => value with { Unscaled = -value.Unscaled };

    public static bool operator <(JsonDecimal left, JsonDecimal right) => left.CompareTo(right) < 0;

    public static bool operator >(JsonDecimal left, JsonDecimal right) => left.CompareTo(right) > 0;

    public static bool operator <=(JsonDecimal left, JsonDecimal right) => left.CompareTo(right) <= 0;

    public static bool operator >=(JsonDecimal left, JsonDecimal right) => left.CompareTo(right) >= 0;

    // Without zeros at the end, so that equal values are equal records.
    private JsonDecimal Normalize()
    {
        (BigInteger unscaled, int exponent) = (Unscaled, Exponent);
        while (!unscaled.IsZero && (unscaled % 10).IsZero)
        {
            (unscaled, exponent) = (unscaled / 10, exponent + 1);
        }

        return unscaled.IsZero ? default : new JsonDecimal(unscaled, exponent);
    }
}
