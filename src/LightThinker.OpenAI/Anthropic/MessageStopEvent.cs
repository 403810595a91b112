using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>The last event of a stream that came to its end. Immutable.</summary>
public sealed record MessageStopEvent
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "message_stop";
}
