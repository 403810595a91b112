using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Embeddings;

/// <summary>What a request for embeddings took. Immutable.</summary>
public sealed record EmbeddingUsage
{
    /// <summary>Tokens of all inputs, with those that the model wants before and after each text.</summary>
    [JsonPropertyName("prompt_tokens")]
    public required int PromptTokens { get; init; }

    /// <summary>The same: nothing is written.</summary>
    [JsonPropertyName("total_tokens")]
    public required int TotalTokens { get; init; }
}
