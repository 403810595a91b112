using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>What a stream carries. Immutable.</summary>
public sealed record StreamOptions
{
    /// <summary>Whether a last chunk reports the usage.</summary>
    [JsonPropertyName("include_usage")]
    public bool? IncludeUsage { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
