using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>A call of a tool in a whole answer. Immutable.</summary>
public sealed record ToolCall
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("type")]
    public string Type { get; init; } = "function";

    [JsonPropertyName("function")]
    public required FunctionCall Function { get; init; }
}
