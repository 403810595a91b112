using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>What every event of a response's stream has. Immutable.</summary>
public abstract record ResponseEvent
{
    /// <summary>The event's name, for example <c>response.created</c>.</summary>
    [JsonPropertyName("type")]
    [JsonPropertyOrder(-4)]
    public required string Type { get; init; }

    /// <summary>Counts the stream's events, from 0.</summary>
    [JsonPropertyName("sequence_number")]
    [JsonPropertyOrder(-3)]
    public required int SequenceNumber { get; init; }
}
