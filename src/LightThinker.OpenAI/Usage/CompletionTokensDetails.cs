using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Usage;

/// <summary>Of the sampled tokens. Immutable.</summary>
public sealed record CompletionTokensDetails
{
    /// <summary>Tokens of the reasoning, its delimiters included.</summary>
    [JsonPropertyName("reasoning_tokens")]
    public required int ReasoningTokens { get; init; }
}
