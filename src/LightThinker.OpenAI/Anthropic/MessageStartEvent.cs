using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>The first event of a stream. Immutable.</summary>
public sealed record MessageStartEvent
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "message_start";

    [JsonPropertyName("message")]
    public required MessagesAnswer Message { get; init; }
}
