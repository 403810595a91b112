using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>What one chunk adds to one alternative. Immutable.</summary>
public sealed record ChunkChoice
{
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    [JsonPropertyName("delta")]
    public required ChunkDelta Delta { get; init; }

    /// <summary>Null unless asked for.</summary>
    [JsonPropertyName("logprobs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ChatLogprobs? Logprobs { get; init; }

    /// <summary>Extension: ids of the sampled tokens, reasoning included; left out unless asked for.</summary>
    [JsonPropertyName("token_ids")]
    public IReadOnlyList<int>? TokenIds { get; init; }

    /// <summary>One of <see cref="FinishReasons"/> in the last chunk with a delta; null before.</summary>
    [JsonPropertyName("finish_reason")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FinishReason { get; init; }
}
