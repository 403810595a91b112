using System.Globalization;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;

namespace LightThinker.Server.Options;

/// <summary>
/// Reads settings one key at a time, remembers which keys exist, and keeps the first mistake as one readable line. Not
/// thread-safe. An empty value counts as not set.
/// </summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    /// <summary>Keys of the framework itself that may stand beside the server's sections.</summary>
    private static readonly string[] FrameworkKeys =
        ["AllowedHosts", "ApplicationName", "ContentRoot", "Environment", "Kestrel"];

    private const string FrameworkUrls = "urls";

    private readonly Dictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first mistake, naming its key; null while there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>Every key that was asked for.</summary>
    public IEnumerable<string> KnownKeys => _known.Values;

    /// <summary>A text, or null where the key is not set.</summary>
    public string? Text(string key)
    {
        _known[key] = key;
        string? value = configuration[key]?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>What one of a few words stands for, or the fallback.</summary>
    public T Choice<T>(string key, T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        var words = new List<string>();
        foreach ((string word, T value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }

            words.Add(word);
        }

        Refuse(key, text, "one of " + string.Join(", ", words));
        return fallback;
    }

    /// <summary>The list's texts: <c>Key:0</c>, <c>Key:1</c> and so on, or one value with commas.</summary>
    public IReadOnlyList<string> List(string key)
    {
        IEnumerable<string?> values = Text(key) is { } joined
            ? joined.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : configuration.GetSection(key).GetChildren().Select(Item);
        return [.. values.OfType<string>().Where(value => value.Length > 0)];

        string? Item(IConfigurationSection child) => Text(child.Path);
    }

    /// <summary>A yes or no, or null where the key is not set.</summary>
    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out bool value))
        {
            return value;
        }

        Refuse(key, text, "true or false");
        return null;
    }

    /// <summary>A whole number within bounds, or the fallback.</summary>
    public int Integer(string key, int fallback, int min, int max) => OptionalInteger(key, min, max) ?? fallback;

    /// <summary>A whole number within bounds, or null where the key is not set.</summary>
    public int? OptionalInteger(string key, int min, int max) => OptionalInteger(key, new NumberRange(min, max));

    /// <summary>A whole number within bounds, or null where the key is not set.</summary>
    public int? OptionalInteger(string key, NumberRange range)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) &&
            range.Contains(value))
        {
            return value;
        }

        Refuse(key, text, $"a whole number {range}");
        return null;
    }

    /// <summary>A number within bounds, or null where the key is not set.</summary>
    public double? OptionalNumber(string key, NumberRange range)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) &&
            range.Contains(value))
        {
            return value;
        }

        Refuse(key, text, $"a number {range}");
        return null;
    }

    /// <summary>Notes a mistake in a key's value.</summary>
    public void Refuse(string key, string value, string expected) =>
        Error ??= $"{key} is '{value}': expected {expected}.";

    /// <summary>Notes the first key that no setting has. Call after everything was read.</summary>
    public void RefuseUnknownKeys()
    {
        if (configuration[FrameworkUrls] is { Length: > 0 } urls)
        {
            // ASP.NET Core's own way to say it, which would have no effect beside Server:Urls.
            Error ??= $"{FrameworkUrls} is '{urls}' (by --urls or ASPNETCORE_URLS): expected Server:Urls to be set instead.";
        }

        var sections = _known.Keys.Select(key => key.Split(':')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> keys = configuration.AsEnumerable()
            .Where(pair => pair.Value is not null && pair.Key.Contains(':', StringComparison.Ordinal))
            .Select(pair => pair.Key)
            .Where(key => sections.Contains(key.Split(':')[0]))
            .Concat(ForeignTopLevelKeys(sections));

        if (keys.FirstOrDefault(key => !_known.ContainsKey(key)) is { } unknown)
        {
            Error ??= $"{unknown} is not a setting{Suggestion(unknown)}";
        }
    }

    // Environment variables of the whole machine end up at the top level too, so only the other sources are held to it.
    private IEnumerable<string> ForeignTopLevelKeys(HashSet<string> sections) =>
        configuration is not IConfigurationRoot root
            ? []
            : root.Providers
                .Where(provider => provider is CommandLineConfigurationProvider
                    or JsonConfigurationProvider)
                .SelectMany(provider => provider.GetChildKeys([], null).Where(key => sections.Contains(key)
                    ? provider.TryGet(key, out string? value) && value is not null
                    : !FrameworkKeys.Contains(key, StringComparer.OrdinalIgnoreCase)));

    private string Suggestion(string unknown)
    {
        if (_known.Values.FirstOrDefault(key => key.StartsWith(unknown + ':', StringComparison.OrdinalIgnoreCase)) is { } inside)
        {
            return $" but a section; it has {inside}, for example.";
        }

        IEnumerable<string> candidates = unknown.Contains(':', StringComparison.Ordinal)
            ? _known.Values
            : _known.Values.Select(key => key.Split(':')[0]);
        string? best = candidates.MinBy(known => Distance(known, unknown));
        return best is not null && Distance(best, unknown) <= 1 + unknown.Length / 5 ? $"; did you mean {best}?" : ".";
    }

    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[^1];
    }
}
