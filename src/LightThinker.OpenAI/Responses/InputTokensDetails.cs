using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>Of the input's tokens. Immutable.</summary>
public sealed record InputTokensDetails
{
    /// <summary>Tokens that did not have to be computed again.</summary>
    [JsonPropertyName("cached_tokens")]
    public required int CachedTokens { get; init; }

    /// <summary>Tokens whose caching is paid for; always 0.</summary>
    [JsonPropertyName("cache_write_tokens")]
    public int CacheWriteTokens { get; init; }
}
