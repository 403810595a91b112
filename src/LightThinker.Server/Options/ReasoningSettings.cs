namespace LightThinker.Server.Options;

/// <summary>Section <c>Reasoning</c>: how the model marks its reasoning. Immutable.</summary>
internal sealed record ReasoningSettings
{
    /// <summary><c>auto</c>, <c>none</c>, <c>think</c>, <c>lightthinker</c> or <c>custom</c>.</summary>
    public required string Format { get; init; }

    /// <summary>What opens the reasoning, for <c>custom</c>.</summary>
    public required string? Open { get; init; }

    /// <summary>What ends the reasoning, for <c>custom</c>.</summary>
    public required string? Close { get; init; }

    public static ReasoningSettings Read(SettingsReader reader)
    {
        var settings = new ReasoningSettings
        {
            Format = reader.Choice("Reasoning:Format", "auto", "auto", "none", "think", "lightthinker", "custom"),
            Open = reader.Text("Reasoning:Open"),
            Close = reader.Text("Reasoning:Close"),
        };

        bool custom = settings.Format == "custom";
        if (custom && (settings.Open is null || settings.Close is null))
        {
            reader.Refuse("Reasoning:Format", "custom", "Reasoning:Open and Reasoning:Close to be set with it");
        }
        else if (!custom && (settings.Open ?? settings.Close) is not null)
        {
            reader.Refuse("Reasoning:Format", settings.Format, "custom, because Reasoning:Open or Reasoning:Close is set");
        }

        return settings;
    }
}
