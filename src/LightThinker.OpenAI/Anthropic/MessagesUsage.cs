using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Usage;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>What a request used, in tokens. Immutable.</summary>
public sealed record MessagesUsage
{
    /// <summary>Tokens of the prompt.</summary>
    [JsonPropertyName("input_tokens")]
    public required int InputTokens { get; init; }

    /// <summary>Tokens sampled so far, thinking included; tokens that compression feeds by itself are not.</summary>
    [JsonPropertyName("output_tokens")]
    public required int OutputTokens { get; init; }

    /// <summary>Always 0: no prompt is kept at a client's wish.</summary>
    [JsonPropertyName("cache_creation_input_tokens")]
    public int CacheCreationInputTokens { get; init; }

    /// <summary>Always 0.</summary>
    [JsonPropertyName("cache_read_input_tokens")]
    public int CacheReadInputTokens { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("cache_creation")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? CacheCreation { get; init; }

    /// <summary>Of the tokens sampled; null at the start of a stream.</summary>
    [JsonPropertyName("output_tokens_details")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public MessagesTokensDetails? OutputTokensDetails { get; init; }

    /// <summary>Always null: the server runs no tools.</summary>
    [JsonPropertyName("server_tool_use")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? ServerToolUse { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("service_tier")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? ServiceTier { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("inference_geo")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? InferenceGeo { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("speed")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Speed { get; init; }

    /// <summary>Extension: what compression did; left out at the start of a stream.</summary>
    [JsonPropertyName("compression")]
    public CompressionUsage? Compression { get; init; }
}
