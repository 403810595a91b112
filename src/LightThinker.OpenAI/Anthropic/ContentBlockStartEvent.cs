using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>A block begins. Immutable.</summary>
public sealed record ContentBlockStartEvent
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "content_block_start";

    /// <summary>Which of the answer's blocks, from 0.</summary>
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    /// <summary>The block, still empty.</summary>
    [JsonPropertyName("content_block")]
    public required AnswerBlock ContentBlock { get; init; }
}
