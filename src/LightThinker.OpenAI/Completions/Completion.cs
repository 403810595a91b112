using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;

namespace LightThinker.OpenAI.Completions;

/// <summary>A whole answer, or one event of a stream that does not report usage. Immutable.</summary>
public record Completion
{
    /// <summary>The same in all events of a stream.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("object")]
    public string Object { get; init; } = "text_completion";

    /// <summary>Seconds since 1970, UTC; the same in all events of a stream.</summary>
    [JsonPropertyName("created")]
    public required long Created { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>Changes when the server, the model or its settings do.</summary>
    [JsonPropertyName("system_fingerprint")]
    public required string SystemFingerprint { get; init; }

    /// <summary>Extension: where the time went; in a stream, at the end of each choice only.</summary>
    [JsonPropertyName("timings")]
    public Timings? Timings { get; init; }

    /// <summary>Prompt by prompt; empty in the event that reports usage.</summary>
    [JsonPropertyName("choices")]
    public required IReadOnlyList<CompletionChoice> Choices { get; init; }
}
