using System.Globalization;
using System.Text;

namespace LightThinker.Chat.Templates;

/// <summary>Python's <c>strftime</c> as far as templates use it, in English. Stateless and thread-safe.</summary>
internal static class Strftime
{
    /// <summary>Formats a time; <c>%-d</c> and its like leave out leading zeros; unknown directives stay as they are.</summary>
    public static string Format(DateTimeOffset time, string format)
    {
        var result = new StringBuilder(format.Length + 16);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                result.Append(format[i]);
                continue;
            }

            var unpadded = format[i + 1] == '-' && i + 2 < format.Length;
            var directive = format[unpadded ? i + 2 : i + 1];
            var text = Directive(time, directive);
            if (text is null)
            {
                result.Append('%');
                continue;
            }

            result.Append(unpadded && text.Length > 1 ? text.TrimStart('0') is { Length: > 0 } rest ? rest : "0" : text);
            i += unpadded ? 2 : 1;
        }

        return result.ToString();
    }

    private static string? Directive(DateTimeOffset time, char directive) => directive switch
    {
        'Y' => Invariant(time, "yyyy"),
        'y' => Invariant(time, "yy"),
        'm' => Invariant(time, "MM"),
        'd' => Invariant(time, "dd"),
        'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'j' => time.DayOfYear.ToString("D3", CultureInfo.InvariantCulture),
        'B' => Invariant(time, "MMMM"),
        'b' or 'h' => Invariant(time, "MMM"),
        'A' => Invariant(time, "dddd"),
        'a' => Invariant(time, "ddd"),
        'H' => Invariant(time, "HH"),
        'I' => Invariant(time, "hh"),
        'M' => Invariant(time, "mm"),
        'S' => Invariant(time, "ss"),
        'p' => Invariant(time, "tt"),
        'F' => Invariant(time, "yyyy-MM-dd"),
        'T' => Invariant(time, "HH:mm:ss"),
        'z' => Invariant(time, "zzz").Replace(":", "", StringComparison.Ordinal),
        '%' => "%",
        _ => null,
    };

    private static string Invariant(DateTimeOffset time, string format) =>
        time.ToString(format, CultureInfo.InvariantCulture);
}
