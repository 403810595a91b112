using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>Extension, as in llama.cpp's server: where an answer's time went. Immutable.</summary>
public sealed record Timings
{
    /// <summary>Milliseconds in the queue.</summary>
    [JsonPropertyName("queued_ms")]
    public required double QueuedMs { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    [JsonPropertyName("prompt_n")]
    public required int PromptN { get; init; }

    /// <summary>Milliseconds from the start to the first token.</summary>
    [JsonPropertyName("prompt_ms")]
    public required double PromptMs { get; init; }

    [JsonPropertyName("prompt_per_second")]
    public required double PromptPerSecond { get; init; }

    /// <summary>Tokens sampled, of all choices.</summary>
    [JsonPropertyName("predicted_n")]
    public required int PredictedN { get; init; }

    /// <summary>Milliseconds from the first token to the last, of the choice that took longest.</summary>
    [JsonPropertyName("predicted_ms")]
    public required double PredictedMs { get; init; }

    [JsonPropertyName("predicted_per_second")]
    public required double PredictedPerSecond { get; init; }
}
