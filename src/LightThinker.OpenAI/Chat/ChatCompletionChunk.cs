using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>One event of a stream that does not report usage. Immutable.</summary>
public record ChatCompletionChunk
{
    /// <summary>The same in all chunks of a stream.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("object")]
    public string Object { get; init; } = "chat.completion.chunk";

    /// <summary>Seconds since 1970, UTC; the same in all chunks of a stream.</summary>
    [JsonPropertyName("created")]
    public required long Created { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>Changes when the server, the model or its settings do.</summary>
    [JsonPropertyName("system_fingerprint")]
    public required string SystemFingerprint { get; init; }

    /// <summary>Extension: where the time went; in a stream, in its last chunk only.</summary>
    [JsonPropertyName("timings")]
    public Timings? Timings { get; init; }

    /// <summary>Empty in the chunk that reports usage.</summary>
    [JsonPropertyName("choices")]
    public required IReadOnlyList<ChunkChoice> Choices { get; init; }
}
