using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>Confirms that a stored response is gone. Immutable.</summary>
public sealed record ResponseDeletion
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("object")]
    public string Object { get; init; } = "response";

    [JsonPropertyName("deleted")]
    public bool Deleted { get; init; } = true;
}
