using System.Globalization;

namespace LightThinker.Chat.Templates;

/// <summary>Compares numbers as they are written. Stateless and thread-safe.</summary>
internal static class NumberText
{
    /// <summary>
    /// Whether what JavaScript writes for a finite number is what the number says. Numbers too large for a decimal
    /// count as the same if they are no integers: nobody means their last digits.
    /// </summary>
    public static bool IsSame(string json, string script)
    {
        if (json == script)
        {
            return true;
        }

        return decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && decimal.TryParse(script, NumberStyles.Float, CultureInfo.InvariantCulture, out var written)
            ? exact == written
            : json.AsSpan().ContainsAny(".eE");
    }
}
