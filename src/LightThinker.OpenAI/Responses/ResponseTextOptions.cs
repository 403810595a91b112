using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>The shape of a response's text. Immutable.</summary>
public sealed record ResponseTextOptions
{
    /// <summary>Plain text where it is left out.</summary>
    [JsonPropertyName("format")]
    public ResponseTextFormat? Format { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    [JsonPropertyName("verbosity")]
    public string? Verbosity { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
