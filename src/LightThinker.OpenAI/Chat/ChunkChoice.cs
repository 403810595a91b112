using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>What one chunk adds to one alternative. Immutable.</summary>
public sealed record ChunkChoice
{
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    [JsonPropertyName("delta")]
    public required ChunkDelta Delta { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("logprobs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Logprobs { get; init; }

    /// <summary>One of <see cref="FinishReasons"/> in the last chunk with a delta; null before.</summary>
    [JsonPropertyName("finish_reason")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FinishReason { get; init; }
}
