using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A function that the model may call, in a request and as a response repeats it. Immutable.</summary>
public sealed record ResponseTool
{
    /// <summary>Only <c>function</c> is served. Required.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The function's name. Required.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>What it does.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>A JSON schema of its arguments.</summary>
    [JsonPropertyName("parameters")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Parameters { get; init; }

    /// <summary>Whether the arguments keep to the schema exactly.</summary>
    [JsonPropertyName("strict")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool? Strict { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
