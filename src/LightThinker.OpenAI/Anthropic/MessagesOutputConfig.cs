using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>A request's wish for the answer's form. Immutable.</summary>
public sealed record MessagesOutputConfig
{
    /// <summary>How hard the model tries: <c>low</c> to <c>max</c>.</summary>
    [JsonPropertyName("effort")]
    public string? Effort { get; init; }

    /// <summary>A JSON schema that the answer keeps to.</summary>
    [JsonPropertyName("format")]
    public MessagesOutputFormat? Format { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
