using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>Who calls a tool: the model itself. Immutable.</summary>
public sealed record ToolCaller
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "direct";
}
