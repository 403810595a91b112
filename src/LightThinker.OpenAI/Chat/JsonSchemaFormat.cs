using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>A schema that the answer must match. Immutable.</summary>
public sealed record JsonSchemaFormat
{
    /// <summary>Letters, digits, underscores and dashes, up to 64. Required.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>What it is for; not read.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>JSON Schema. Required.</summary>
    [JsonPropertyName("schema")]
    public JsonElement? Schema { get; init; }

    /// <summary>Whether the answer must match the schema exactly; it does in any case.</summary>
    [JsonPropertyName("strict")]
    public bool? Strict { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
