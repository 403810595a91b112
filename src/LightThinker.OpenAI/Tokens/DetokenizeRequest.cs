using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Tokens;

/// <summary>
/// The body of <c>POST /detokenize</c> as it is on the wire, not yet validated. Immutable. Null means that the field was left
/// out or null.
/// </summary>
public sealed record DetokenizeRequest
{
    /// <summary>Id or alias of the served model.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>Token ids, possibly none. Required.</summary>
    [JsonPropertyName("tokens")]
    public IReadOnlyList<int>? Tokens { get; init; }

    /// <summary>Every other field, which the server refuses. Settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
