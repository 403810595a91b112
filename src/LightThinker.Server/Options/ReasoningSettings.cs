namespace LightThinker.Server.Options;

/// <summary>Section <c>Reasoning</c>: how the model marks its reasoning. Immutable.</summary>
internal sealed record ReasoningSettings
{
    public const string Auto = "auto";
    public const string None = "none";
    public const string Custom = "custom";

    /// <summary>How the delimiters are found: from the model, not at all, or as set here.</summary>
    public required string Format { get; init; }

    /// <summary>What opens the reasoning, for <c>custom</c>.</summary>
    public required string? Open { get; init; }

    /// <summary>What ends the reasoning, for <c>custom</c>.</summary>
    public required string? Close { get; init; }

    public static ReasoningSettings Read(SettingsReader reader)
    {
        var settings = new ReasoningSettings
        {
            Format = reader.Choice("Reasoning:Format", Auto, Auto, None, Custom),
            Open = reader.Text("Reasoning:Open"),
            Close = reader.Text("Reasoning:Close"),
        };

        bool custom = settings.Format == Custom;
        if (custom && (settings.Open is null || settings.Close is null))
        {
            reader.Refuse("Reasoning:Format", Custom, "Reasoning:Open and Reasoning:Close to be set with it");
        }
        else if (!custom && (settings.Open ?? settings.Close) is not null)
        {
            reader.Refuse(
                "Reasoning:Format",
                settings.Format,
                $"{Custom}, because Reasoning:Open or Reasoning:Close is set");
        }

        return settings;
    }
}
