using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Usage;

/// <summary>
/// What compression did to one request's context, in tokens. Immutable. Peak and dependency as in the LightThinker
/// paper (arXiv 2502.15589, section 4.1).
/// </summary>
public sealed record CompressionUsage
{
    /// <summary>The method that ran.</summary>
    [JsonPropertyName("method")]
    public required string Method { get; init; }

    /// <summary>How often something was evicted.</summary>
    [JsonPropertyName("compressions")]
    public required int Compressions { get; init; }

    /// <summary>Tokens evicted from the KV cache.</summary>
    [JsonPropertyName("evicted_tokens")]
    public required int EvictedTokens { get; init; }

    /// <summary>The paper's Peak: most tokens in the context at once; the resume token counts beside the thought.</summary>
    [JsonPropertyName("peak_tokens")]
    public required int PeakTokens { get; init; }

    /// <summary>Most KV cells that the request held at once.</summary>
    [JsonPropertyName("resident_peak_tokens")]
    public required int ResidentPeakTokens { get; init; }

    /// <summary>Prompt and sampled tokens: what would be held without compression.</summary>
    [JsonPropertyName("full_tokens")]
    public required int FullTokens { get; init; }

    /// <summary>The paper's Dep: over all sampled tokens, the sum of the tokens each attends to.</summary>
    [JsonPropertyName("dependency")]
    public required long Dependency { get; init; }
}
