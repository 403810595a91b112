using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Inputs;

namespace LightThinker.OpenAI.Embeddings;

/// <summary>
/// The body of <c>POST /v1/embeddings</c> as it is on the wire, not yet validated. Immutable. Null means that the field was
/// left out or null.
/// </summary>
public sealed record EmbeddingRequest
{
    /// <summary>Id or alias of the served model. Required.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>What to embed: a text, a list of texts, a list of token ids, or a list of such lists. Required.</summary>
    [JsonPropertyName("input")]
    public TextInput? Input { get; init; }

    /// <summary><c>float</c>, the default, or <c>base64</c>: 32-bit floats, least significant byte first.</summary>
    [JsonPropertyName("encoding_format")]
    public string? EncodingFormat { get; init; }

    /// <summary>Numbers in a vector; fewer than the model's only for models trained so.</summary>
    [JsonPropertyName("dimensions")]
    public int? Dimensions { get; init; }

    /// <summary>A label of the client's; ignored.</summary>
    [JsonPropertyName("user")]
    public string? User { get; init; }

    /// <summary>Every other field, which the server refuses. Settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
