namespace LightThinker.Chat.Grammars.Strings;

/// <summary>
/// The formats of strings, as patterns. Each matches only valid texts, though not all: see docs/structured-outputs.md. Constants
/// only.
/// </summary>
internal static class TextFormats
{
    private const string Year = "(?:0(?:0(?:0[1-9]|[1-9]\\d)|[1-9]\\d\\d)|[1-9]\\d{3})";
    private const string LeapYear =
        "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";

    private const string Date =
        $"(?:{Year}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))"
        + $"|{LeapYear}-02-29)";

    private const string Time =
        "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,6})?(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d)";

    private const string Label = "[A-Za-z0-9](?:-?[A-Za-z0-9]){0,19}";
    private const string LastLabel = "[A-Za-z](?:-?[A-Za-z0-9]){0,19}";
    private const string Hostname = $"(?:{Label}\\.){{0,3}}{LastLabel}";
    private const string Byte = "(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private const string Address = "[A-Za-z0-9_+-]{1,20}(?:\\.[A-Za-z0-9_+-]{1,20}){0,2}";
    private const string Escaped = "%[0-9A-F]{2}";
    private const string UriText = $"(?:[A-Za-z0-9._~:@!$&'()*+,;=-]|{Escaped})";
    private const string Group = "[0-9A-Fa-f]{1,4}";

    private static readonly OrderedDictionary<string, string> Patterns = new()
    {
        ["date"] = $"^{Date}$",
        ["time"] = $"^{Time}$",
        ["date-time"] = $"^{Date}T{Time}$",
        ["uuid"] = "^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$",
        ["email"] = $"^{Address}@{Hostname}$",
        ["ipv4"] = $"^{Byte}(?:\\.{Byte}){{3}}$",
        ["ipv6"] = $"^(?:{IpV6()})$",
        ["hostname"] = $"^{Hostname}$",
        ["uri"] = $"^[a-z][a-z0-9]{{0,15}}://{Hostname}(?::[1-9]\\d{{0,3}})?(?:/{UriText}{{0,40}}){{0,10}}(?:\\?(?:{UriText}|[/?]){{0,150}})?"
            + $"(?:#(?:{UriText}|[/?]){{0,40}})?$",
    };

    public static IEnumerable<string> Names => Patterns.Keys;

    public static string? Find(string format) => Patterns.GetValueOrDefault(format);

    // Eight groups, or fewer around a double colon, which stands for at least one.
    private static string IpV6()
    {
        var forms = new List<string> { $"(?:{Group}:){{7}}{Group}" };
        for (int before = 0; before <= 7; before++)
        {
            int after = 7 - before;
            string start = before == 0 ? ":" : $"(?:{Group}:){{{before}}}";
            forms.Add($"{start}:{(after == 0 ? "" : $"(?:{Group}(?::{Group}){{0,{after - 1}}})?")}");
        }

        return string.Join('|', forms);
    }
}
