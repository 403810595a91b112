using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>An event that says nothing. Immutable.</summary>
public sealed record PingEvent
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "ping";
}
