using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Usage;

/// <summary>What a request used, in tokens. Immutable.</summary>
public sealed record CompletionUsage
{
    [JsonPropertyName("prompt_tokens")]
    public required int PromptTokens { get; init; }

    /// <summary>Tokens sampled, reasoning included; tokens that compression feeds by itself are not.</summary>
    [JsonPropertyName("completion_tokens")]
    public required int CompletionTokens { get; init; }

    [JsonPropertyName("total_tokens")]
    public required int TotalTokens { get; init; }

    [JsonPropertyName("prompt_tokens_details")]
    public PromptTokensDetails? PromptTokensDetails { get; init; }

    [JsonPropertyName("completion_tokens_details")]
    public CompletionTokensDetails? CompletionTokensDetails { get; init; }

    /// <summary>Extension: what compression did.</summary>
    [JsonPropertyName("compression")]
    public CompressionUsage? Compression { get; init; }
}
