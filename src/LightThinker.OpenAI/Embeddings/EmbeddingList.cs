using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Embeddings;

/// <summary>The answer of <c>POST /v1/embeddings</c>. Immutable.</summary>
public sealed record EmbeddingList
{
    [JsonPropertyName("object")]
    public string Object { get; init; } = "list";

    /// <summary>One for each input, in the order of the inputs.</summary>
    [JsonPropertyName("data")]
    public required IReadOnlyList<Embedding> Data { get; init; }

    /// <summary>The served model's id.</summary>
    [JsonPropertyName("model")]
    public required string Model { get; init; }

    [JsonPropertyName("usage")]
    public required EmbeddingUsage Usage { get; init; }
}
