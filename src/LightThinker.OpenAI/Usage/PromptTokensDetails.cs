using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Usage;

/// <summary>Of the prompt's tokens. Immutable.</summary>
public sealed record PromptTokensDetails
{
    /// <summary>Tokens that did not have to be computed again.</summary>
    [JsonPropertyName("cached_tokens")]
    public required int CachedTokens { get; init; }
}
