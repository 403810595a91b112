namespace LightThinker.Server.Options;

/// <summary>Section <c>Responses</c>: what is kept of <c>/v1/responses</c>, and for how long. Immutable.</summary>
internal sealed record ResponsesSettings
{
    private const string PathKey = "Responses:StorePath";

    /// <summary>Full path of the store's file, in an existing folder; null holds the store in memory.</summary>
    public required string? StorePath { get; init; }

    /// <summary>Most responses kept.</summary>
    public required int MaxStored { get; init; }

    /// <summary>Most data kept over all responses, in MiB.</summary>
    public required int MaxStoredMegabytes { get; init; }

    /// <summary>How long a response is kept after it was made or last continued.</summary>
    public required TimeSpan Retention { get; init; }

    public static ResponsesSettings Read(SettingsReader reader)
    {
        string? path = reader.Text(PathKey) is { } text ? Path.GetFullPath(text) : null;
        if (path is not null && !Directory.Exists(Path.GetDirectoryName(path)))
        {
            reader.Refuse(PathKey, path, "a file in a folder that exists");
        }

        return new ResponsesSettings
        {
            StorePath = path,
            MaxStored = reader.Integer("Responses:MaxStored", 10_000, 1, 10_000_000),
            MaxStoredMegabytes = reader.Integer("Responses:MaxStoredMegabytes", 256, 1, 1_000_000),
            Retention = TimeSpan.FromHours(reader.Integer("Responses:RetentionHours", 720, 1, 87_600)),
        };
    }
}
