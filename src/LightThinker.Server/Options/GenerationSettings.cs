namespace LightThinker.Server.Options;

/// <summary>
/// Section <c>Generation</c>: limits, and what requests leave out. Immutable. Null leaves a value to the model's file,
/// then to the protocol's default.
/// </summary>
internal sealed record GenerationSettings
{
    /// <summary>Tokens written where the request sets no limit.</summary>
    public required int DefaultMaxTokens { get; init; }

    /// <summary>Most tokens a request may ask for.</summary>
    public required int MaxTokensCap { get; init; }

    /// <summary>0 … 2.</summary>
    public required double? Temperature { get; init; }

    /// <summary>0 … 1.</summary>
    public required double? TopP { get; init; }

    /// <summary>0 keeps all.</summary>
    public required int? TopK { get; init; }

    /// <summary>0 … 1.</summary>
    public required double? MinP { get; init; }

    /// <summary>Above 0, up to 1.</summary>
    public required double? TypicalP { get; init; }

    /// <summary>Above 0, up to 10.</summary>
    public required double? RepetitionPenalty { get; init; }

    /// <summary>Latest tokens that the penalties look at; −1 means all.</summary>
    public required int? PenaltyWindow { get; init; }

    public static GenerationSettings Read(SettingsReader reader)
    {
        const string defaultKey = "Generation:DefaultMaxTokens";
        int cap = reader.Integer("Generation:MaxTokensCap", 32_768, 1, 16_777_216);
        int? standard = reader.OptionalInteger(defaultKey, 1, 16_777_216);
        if (standard > cap)
        {
            reader.Refuse(defaultKey, $"{standard}", $"no more than Generation:MaxTokensCap, which is {cap}");
        }

        return new GenerationSettings
        {
            DefaultMaxTokens = standard ?? Math.Min(4096, cap),
            MaxTokensCap = cap,
            Temperature = reader.OptionalNumber("Generation:Temperature", 0, 2),
            TopP = reader.OptionalNumber("Generation:TopP", 0, 1),
            TopK = reader.OptionalInteger("Generation:TopK", 0, 1_000_000),
            MinP = reader.OptionalNumber("Generation:MinP", 0, 1),
            TypicalP = reader.OptionalNumber("Generation:TypicalP", 0.001, 1),
            RepetitionPenalty = reader.OptionalNumber("Generation:RepetitionPenalty", 0.01, 10),
            PenaltyWindow = reader.OptionalInteger("Generation:PenaltyWindow", -1, 1_000_000),
        };
    }
}
