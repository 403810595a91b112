using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Models;

/// <summary>The served models. Immutable.</summary>
public sealed record ModelList
{
    [JsonPropertyName("object")]
    public string Object { get; init; } = "list";

    [JsonPropertyName("data")]
    public required IReadOnlyList<Model> Data { get; init; }
}
