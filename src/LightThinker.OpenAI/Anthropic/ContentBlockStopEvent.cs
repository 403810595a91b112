using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>A block is whole. Immutable.</summary>
public sealed record ContentBlockStopEvent
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "content_block_stop";

    /// <summary>Which of the answer's blocks, from 0.</summary>
    [JsonPropertyName("index")]
    public required int Index { get; init; }
}
