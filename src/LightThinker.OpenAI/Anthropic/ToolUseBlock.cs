using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>A tool that the model calls. Immutable.</summary>
public sealed record ToolUseBlock : AnswerBlock
{
    /// <summary>By which a result answers it.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The arguments; the model's text as a string where that is not JSON, as when it was cut off.</summary>
    [JsonPropertyName("input")]
    public required JsonElement Input { get; init; }

    [JsonPropertyName("caller")]
    public ToolCaller Caller { get; init; } = new();
}
