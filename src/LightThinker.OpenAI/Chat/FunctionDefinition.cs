using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>A function that the model may call. Immutable.</summary>
public sealed record FunctionDefinition
{
    /// <summary>Letters, digits, underscores and dashes, up to 64. Required.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>What it does, for the model.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>JSON Schema of its arguments, an object; left out for a function without any.</summary>
    [JsonPropertyName("parameters")]
    public JsonElement? Parameters { get; init; }

    /// <summary>Whether the arguments must match the schema exactly; they do in any case.</summary>
    [JsonPropertyName("strict")]
    public bool? Strict { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
