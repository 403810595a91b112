using System.Text.Json.Serialization;
using LightThinker.OpenAI.Usage;

namespace LightThinker.OpenAI.Responses;

/// <summary>What a response used, in tokens. Immutable.</summary>
public sealed record ResponseUsage
{
    [JsonPropertyName("input_tokens")]
    public required int InputTokens { get; init; }

    [JsonPropertyName("input_tokens_details")]
    public required InputTokensDetails InputTokensDetails { get; init; }

    /// <summary>Tokens sampled, reasoning included; tokens that compression feeds by itself are not.</summary>
    [JsonPropertyName("output_tokens")]
    public required int OutputTokens { get; init; }

    [JsonPropertyName("output_tokens_details")]
    public required CompletionTokensDetails OutputTokensDetails { get; init; }

    [JsonPropertyName("total_tokens")]
    public required int TotalTokens { get; init; }

    /// <summary>Extension: what compression did.</summary>
    [JsonPropertyName("compression")]
    public CompressionUsage? Compression { get; init; }
}
