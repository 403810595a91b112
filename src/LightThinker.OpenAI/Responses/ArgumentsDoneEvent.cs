using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A call's arguments are whole. Immutable.</summary>
public sealed record ArgumentsDoneEvent : OutputPartEvent
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>JSON, as the model wrote it.</summary>
    [JsonPropertyName("arguments")]
    public required string Arguments { get; init; }
}
