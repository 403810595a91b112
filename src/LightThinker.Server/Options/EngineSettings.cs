namespace LightThinker.Server.Options;

/// <summary>Section <c>Engine</c>: KV cache, batching and threads. Immutable.</summary>
internal sealed record EngineSettings
{
    /// <summary>KV cells that all requests share, one for each token held.</summary>
    public required int ContextCells { get; init; }

    /// <summary>Requests that run at once.</summary>
    public required int MaxRunning { get; init; }

    /// <summary>Requests that wait; more are answered with 429.</summary>
    public required int MaxQueued { get; init; }

    /// <summary>Most tokens computed in one step over all requests.</summary>
    public required int StepTokenBudget { get; init; }

    /// <summary>CPU threads; null takes what the container or machine allows.</summary>
    public required int? Threads { get; init; }

    /// <summary>How one number in the KV cache is held.</summary>
    public required CacheType CacheType { get; init; }

    /// <summary>Whether flash attention is used; null leaves it to the runtime.</summary>
    public required bool? FlashAttention { get; init; }

    public static EngineSettings Read(SettingsReader reader)
    {
        const string typeKey = "Engine:KvCacheType";
        const string flashKey = "Engine:FlashAttention";
        CacheType type = reader.Choice(
            typeKey,
            CacheType.F16,
            ("f32", CacheType.F32),
            ("f16", CacheType.F16),
            ("q8_0", CacheType.Q8));
        bool? flash = reader.Choice(flashKey, null, ("auto", (bool?)null), ("on", true), ("off", false));
        if (type == CacheType.Q8 && flash == false)
        {
            reader.Refuse(flashKey, "off", $"auto or on, because {typeKey} q8_0 needs flash attention");
        }

        return new EngineSettings
        {
            ContextCells = reader.Integer("Engine:ContextCells", 16_384, 256, 16_777_216),
            MaxRunning = reader.Integer("Engine:MaxRunning", 64, 1, 255),
            MaxQueued = reader.Integer("Engine:MaxQueued", 256, 1, 100_000),
            StepTokenBudget = reader.Integer("Engine:StepTokenBudget", 512, 16, 65_536),
            Threads = reader.OptionalInteger("Engine:Threads", 1, 512),
            CacheType = type,
            FlashAttention = flash,
        };
    }
}
