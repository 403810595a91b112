using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>How the answer ended. Immutable.</summary>
public sealed record MessageDeltaEvent
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "message_delta";

    [JsonPropertyName("delta")]
    public required MessageEnd Delta { get; init; }

    /// <summary>Of the whole answer.</summary>
    [JsonPropertyName("usage")]
    public required MessagesUsage Usage { get; init; }
}
