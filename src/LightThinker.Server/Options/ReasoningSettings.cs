namespace LightThinker.Server.Options;

/// <summary>Section <c>Reasoning</c>: how the model marks its reasoning. Immutable.</summary>
internal sealed record ReasoningSettings
{
    /// <summary>How the delimiters are found: from the model, not at all, or as set here.</summary>
    public required ReasoningSource Format { get; init; }

    /// <summary>What opens the reasoning, for <c>custom</c>.</summary>
    public required string? Open { get; init; }

    /// <summary>What ends the reasoning, for <c>custom</c>.</summary>
    public required string? Close { get; init; }

    public static ReasoningSettings Read(SettingsReader reader)
    {
        const string key = "Reasoning:Format";
        const string custom = "custom";
        var settings = new ReasoningSettings
        {
            Format = reader.Choice(
                key,
                ReasoningSource.Auto,
                ("auto", ReasoningSource.Auto),
                ("none", ReasoningSource.None),
                (custom, ReasoningSource.Custom)),
            Open = reader.Text("Reasoning:Open"),
            Close = reader.Text("Reasoning:Close"),
        };

        bool isCustom = settings.Format == ReasoningSource.Custom;
        if (isCustom && (settings.Open is null || settings.Close is null))
        {
            reader.Refuse(key, custom, "Reasoning:Open and Reasoning:Close to be set with it");
        }
        else if (!isCustom && (settings.Open ?? settings.Close) is not null)
        {
            reader.Refuse(key, reader.Text(key) ?? "auto", $"{custom}, because Reasoning:Open or Reasoning:Close is set");
        }

        return settings;
    }
}
