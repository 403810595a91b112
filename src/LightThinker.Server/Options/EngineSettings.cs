namespace LightThinker.Server.Options;

/// <summary>Section <c>Engine</c>: KV cache, batching and threads. Immutable.</summary>
internal sealed record EngineSettings
{
    public const string F32 = "f32";
    public const string F16 = "f16";
    public const string Q8 = "q8_0";
    public const string Auto = "auto";
    public const string On = "on";
    public const string Off = "off";

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

    /// <summary><c>f32</c>, <c>f16</c> or <c>q8_0</c>.</summary>
    public required string KvCacheType { get; init; }

    /// <summary><c>auto</c>, <c>on</c> or <c>off</c>.</summary>
    public required string FlashAttention { get; init; }

    public static EngineSettings Read(SettingsReader reader)
    {
        const string typeKey = "Engine:KvCacheType";
        const string flashKey = "Engine:FlashAttention";
        string type = reader.Choice(typeKey, F16, F32, F16, Q8);
        string flash = reader.Choice(flashKey, Auto, Auto, On, Off);
        if (type == Q8 && flash == Off)
        {
            reader.Refuse(flashKey, flash, $"{Auto} or {On}, because {typeKey} {Q8} needs flash attention");
        }

        return new EngineSettings
        {
            ContextCells = reader.Integer("Engine:ContextCells", 16_384, 256, 16_777_216),
            MaxRunning = reader.Integer("Engine:MaxRunning", 64, 1, 255),
            MaxQueued = reader.Integer("Engine:MaxQueued", 256, 1, 100_000),
            StepTokenBudget = reader.Integer("Engine:StepTokenBudget", 512, 16, 65_536),
            Threads = reader.OptionalInteger("Engine:Threads", 1, 512),
            KvCacheType = type,
            FlashAttention = flash,
        };
    }
}
