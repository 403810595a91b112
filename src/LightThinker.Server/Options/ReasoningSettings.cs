namespace LightThinker.Server.Options;

/// <summary>Section <c>Reasoning</c>: how the model marks its reasoning. Immutable.</summary>
internal sealed record ReasoningSettings
{
    private const string DefaultBudgetText = "The budget for thinking is used up, so I answer now.";

    /// <summary>How the delimiters are found: from the model, not at all, or as set here.</summary>
    public required ReasoningSource Format { get; init; }

    /// <summary>What opens the reasoning, for <c>custom</c>.</summary>
    public required string? Open { get; init; }

    /// <summary>What ends the reasoning, for <c>custom</c>.</summary>
    public required string? Close { get; init; }

    /// <summary>Most tokens of reasoning where a request does not say; null for no limit.</summary>
    public required int? BudgetTokens { get; init; }

    /// <summary>What is written at the end of a reasoning that has used up its budget, a paragraph of its own.</summary>
    public required string BudgetText { get; init; }

    /// <summary>Under which names answers carry the reasoning.</summary>
    public required ReasoningFields Fields { get; init; }

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
            BudgetTokens = reader.OptionalInteger("Reasoning:BudgetTokens", 0, int.MaxValue),
            BudgetText = $"\n\n{reader.Text("Reasoning:BudgetText") ?? DefaultBudgetText}\n",
            Fields = reader.Choice(
                "Reasoning:Fields",
                ReasoningFields.Both,
                ("both", ReasoningFields.Both),
                ("reasoning_content", ReasoningFields.ReasoningContent),
                ("reasoning", ReasoningFields.Reasoning)),
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
