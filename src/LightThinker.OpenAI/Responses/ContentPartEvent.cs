using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A part of an item's content began or ended. Immutable.</summary>
public sealed record ContentPartEvent : OutputPartEvent
{
    [JsonPropertyName("part")]
    public required ResponseContentPart Part { get; init; }
}
