using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>What a response's stream carries. Immutable.</summary>
public sealed record ResponseStreamOptions
{
    /// <summary>Whether the sizes of events are hidden by padding; has no effect.</summary>
    [JsonPropertyName("include_obfuscation")]
    public bool? IncludeObfuscation { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
