using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>The format of a response's text. Immutable.</summary>
public sealed record ResponseTextFormat
{
    /// <summary><c>text</c>, <c>json_object</c> or <c>json_schema</c>. Required.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>Of a schema: its name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Of a schema: what it is for.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The JSON schema.</summary>
    [JsonPropertyName("schema")]
    public JsonElement? Schema { get; init; }

    /// <summary>Whether the text keeps to the schema exactly.</summary>
    [JsonPropertyName("strict")]
    public bool? Strict { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
