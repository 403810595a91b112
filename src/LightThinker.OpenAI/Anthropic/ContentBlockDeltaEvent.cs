using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>A block goes on. Immutable.</summary>
public sealed record ContentBlockDeltaEvent
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "content_block_delta";

    /// <summary>Which of the answer's blocks, from 0.</summary>
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    [JsonPropertyName("delta")]
    public required BlockDelta Delta { get; init; }
}
