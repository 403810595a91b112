using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>New text. Immutable. What is null is left out.</summary>
public sealed record ChunkDelta
{
    /// <summary>In the first delta only.</summary>
    [JsonPropertyName("role")]
    public string? Role { get; init; }

    [JsonPropertyName("content")]
    public string? Content { get; init; }

    [JsonPropertyName("tool_calls")]
    public IReadOnlyList<ToolCallChunk>? ToolCalls { get; init; }

    /// <summary>Extension: what the model thinks.</summary>
    [JsonPropertyName("reasoning_content")]
    public string? ReasoningContent { get; init; }

    /// <summary>Extension: the same, under the name that other clients read.</summary>
    [JsonPropertyName("reasoning")]
    public string? Reasoning { get; init; }
}
