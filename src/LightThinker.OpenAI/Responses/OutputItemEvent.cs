using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>An output item began or ended. Immutable.</summary>
public sealed record OutputItemEvent : ResponseEvent
{
    /// <summary>Its place in the output, from 0.</summary>
    [JsonPropertyName("output_index")]
    public required int OutputIndex { get; init; }

    [JsonPropertyName("item")]
    public required ResponseItem Item { get; init; }
}
