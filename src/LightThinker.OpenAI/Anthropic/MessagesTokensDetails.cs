using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>Of the sampled tokens. Immutable.</summary>
public sealed record MessagesTokensDetails
{
    /// <summary>Tokens of the thinking, its delimiters included.</summary>
    [JsonPropertyName("thinking_tokens")]
    public required int ThinkingTokens { get; init; }
}
