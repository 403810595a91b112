namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Schemas that one value must match all of; none of them means any value. Immutable.</summary>
internal sealed class SchemaSet
{
    private SchemaSet(IReadOnlyList<SchemaLocation> locations)
    {
        Locations = locations;
        Key = string.Join(',', locations.Select(location => location.Id));
    }

    public static SchemaSet Any { get; } = new([]);

    /// <summary>In the order of their numbers, each once.</summary>
    public IReadOnlyList<SchemaLocation> Locations { get; }

    /// <summary>Equal for equal sets.</summary>
    public string Key { get; }

    /// <summary>Where it is, for messages.</summary>
    public string Path => Locations.Count == 0 ? "" : Locations[0].Path.ToString();

    public static SchemaSet Of(IEnumerable<SchemaLocation?> locations) =>
        new([.. locations.OfType<SchemaLocation>().DistinctBy(location => location.Id).OrderBy(location => location.Id)]);
}
