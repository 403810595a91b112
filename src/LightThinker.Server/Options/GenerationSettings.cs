namespace LightThinker.Server.Options;

/// <summary>
/// Section <c>Generation</c>: limits, and what requests leave out. Immutable. Null leaves a value to the model's file,
/// then to the protocol's default. <see cref="SamplingLimits"/> has the ranges.
/// </summary>
internal sealed record GenerationSettings
{
    /// <summary>Tokens written where the request sets no limit.</summary>
    public required int DefaultMaxTokens { get; init; }

    /// <summary>Most tokens a request may ask for.</summary>
    public required int MaxTokensCap { get; init; }

    public required double? Temperature { get; init; }

    public required double? TopP { get; init; }

    /// <summary>0 keeps all.</summary>
    public required int? TopK { get; init; }

    public required double? MinP { get; init; }

    public required double? TypicalP { get; init; }

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
            Temperature = reader.OptionalNumber("Generation:Temperature", SamplingLimits.Temperature),
            TopP = reader.OptionalNumber("Generation:TopP", SamplingLimits.TopP),
            TopK = reader.OptionalInteger("Generation:TopK", SamplingLimits.TopK),
            MinP = reader.OptionalNumber("Generation:MinP", SamplingLimits.MinP),
            TypicalP = reader.OptionalNumber("Generation:TypicalP", SamplingLimits.TypicalP),
            RepetitionPenalty = reader.OptionalNumber("Generation:RepetitionPenalty", SamplingLimits.RepetitionPenalty),
            PenaltyWindow = reader.OptionalInteger("Generation:PenaltyWindow", SamplingLimits.PenaltyWindow),
        };
    }
}
