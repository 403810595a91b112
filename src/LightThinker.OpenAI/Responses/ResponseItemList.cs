using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A page of the items that a response was made from. Immutable.</summary>
public sealed record ResponseItemList
{
    [JsonPropertyName("object")]
    public string Object { get; init; } = "list";

    [JsonPropertyName("data")]
    public required IReadOnlyList<ResponseItem> Data { get; init; }

    /// <summary>Null in an empty page.</summary>
    [JsonPropertyName("first_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FirstId { get; init; }

    /// <summary>What <c>after</c> of the next page is; null in an empty page.</summary>
    [JsonPropertyName("last_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? LastId { get; init; }

    [JsonPropertyName("has_more")]
    public required bool HasMore { get; init; }
}
