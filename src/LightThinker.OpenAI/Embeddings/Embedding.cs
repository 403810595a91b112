using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Embeddings;

/// <summary>One input's vector. Immutable.</summary>
public sealed record Embedding
{
    [JsonPropertyName("object")]
    public string Object { get; init; } = "embedding";

    /// <summary>The input's place in the request, counted from 0.</summary>
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    /// <summary>Of length 1.</summary>
    [JsonPropertyName("embedding")]
    public required EmbeddingVector Vector { get; init; }
}
