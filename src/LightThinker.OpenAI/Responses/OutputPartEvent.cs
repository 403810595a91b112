using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>Something happened within an output item. Immutable.</summary>
public abstract record OutputPartEvent : ResponseEvent
{
    [JsonPropertyName("item_id")]
    [JsonPropertyOrder(-1)]
    public required string ItemId { get; init; }

    /// <summary>The item's place in the output, from 0.</summary>
    [JsonPropertyName("output_index")]
    [JsonPropertyOrder(-1)]
    public required int OutputIndex { get; init; }

    /// <summary>The part's place in the item's content, always 0; null for a function call, which has no parts.</summary>
    [JsonPropertyName("content_index")]
    [JsonPropertyOrder(-1)]
    public int? ContentIndex { get; init; }
}
