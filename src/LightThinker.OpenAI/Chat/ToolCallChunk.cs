using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>What one chunk adds to a call of a tool. Immutable. What is null is left out.</summary>
public sealed record ToolCallChunk
{
    /// <summary>Which of the answer's calls, from 0.</summary>
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    /// <summary>In the call's first chunk only.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>In the call's first chunk only.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("function")]
    public required FunctionCall Function { get; init; }
}
