using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>A tool that the model may call. Immutable.</summary>
public sealed record MessagesTool
{
    /// <summary>Null or <c>custom</c>; the vendor's own tools are not served.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>Required.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>What the tool does, for the model.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>A JSON schema of the arguments, which are an object. Required.</summary>
    [JsonPropertyName("input_schema")]
    public JsonElement? InputSchema { get; init; }

    /// <summary>Whether the arguments must keep to the schema.</summary>
    [JsonPropertyName("strict")]
    public bool? Strict { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
