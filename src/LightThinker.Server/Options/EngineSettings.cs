namespace LightThinker.Server.Options;

/// <summary>Section <c>Engine</c>: KV cache, batching and threads. Immutable.</summary>
internal sealed record EngineSettings
{
    /// <summary>KV cells that all requests share; null leaves it to the model's trained context.</summary>
    public required int? ContextCells { get; init; }

    /// <summary>Requests that run at once.</summary>
    public required int MaxRunning { get; init; }

    /// <summary>Requests that wait; more are answered with 429.</summary>
    public required int MaxQueued { get; init; }

    /// <summary>Most tokens computed in one step over all requests.</summary>
    public required int StepTokenBudget { get; init; }

    /// <summary>CPU threads; null takes what the container or machine allows.</summary>
    public required int? Threads { get; init; }

    /// <summary><c>f32</c>, <c>f16</c>, <c>bf16</c>, <c>q8_0</c> or <c>q4_0</c>.</summary>
    public required string KvCacheType { get; init; }

    /// <summary><c>auto</c>, <c>on</c> or <c>off</c>.</summary>
    public required string FlashAttention { get; init; }

    public static EngineSettings Read(SettingsReader reader) => new()
    {
        ContextCells = reader.OptionalInteger("Engine:ContextCells", 256, 16_777_216),
        MaxRunning = reader.Integer("Engine:MaxRunning", 64, 1, 255),
        MaxQueued = reader.Integer("Engine:MaxQueued", 256, 1, 100_000),
        StepTokenBudget = reader.Integer("Engine:StepTokenBudget", 512, 16, 65_536),
        Threads = reader.OptionalInteger("Engine:Threads", 1, 1024),
        KvCacheType = reader.Choice("Engine:KvCacheType", "f16", "f32", "f16", "bf16", "q8_0", "q4_0"),
        FlashAttention = reader.Choice("Engine:FlashAttention", "auto", "auto", "on", "off"),
    };
}
