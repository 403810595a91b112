using System.Text.Json.Serialization;
using LightThinker.OpenAI.Usage;

namespace LightThinker.OpenAI.Chat;

/// <summary>A whole answer. Immutable.</summary>
public sealed record ChatCompletion
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("object")]
    public string Object { get; init; } = "chat.completion";

    /// <summary>Seconds since 1970, UTC.</summary>
    [JsonPropertyName("created")]
    public required long Created { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    [JsonPropertyName("choices")]
    public required IReadOnlyList<ChatChoice> Choices { get; init; }

    [JsonPropertyName("usage")]
    public required CompletionUsage Usage { get; init; }

    /// <summary>Extension: where the time went; in a stream, in its last chunk only.</summary>
    [JsonPropertyName("timings")]
    public Timings? Timings { get; init; }

    /// <summary>Changes when the server, the model or its settings do.</summary>
    [JsonPropertyName("system_fingerprint")]
    public required string SystemFingerprint { get; init; }
}
