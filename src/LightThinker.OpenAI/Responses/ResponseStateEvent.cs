using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>The response began or ended. Immutable.</summary>
public sealed record ResponseStateEvent : ResponseEvent
{
    [JsonPropertyName("response")]
    public required Response Response { get; init; }
}
