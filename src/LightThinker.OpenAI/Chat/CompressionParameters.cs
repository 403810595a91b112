using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>A request's wish for compression. Immutable. Null leaves a value to the server and the model.</summary>
public sealed record CompressionParameters
{
    /// <summary>A method's name; <c>none</c> switches compression off.</summary>
    [JsonPropertyName("method")]
    public string? Method { get; init; }

    /// <summary>Output tokens per segment, for methods that compress by count; 1 to 4096.</summary>
    [JsonPropertyName("interval")]
    public int? Interval { get; init; }

    /// <summary>How many of the model's cache tokens keep a segment's summary; 1 up to what the model has.</summary>
    [JsonPropertyName("cache_tokens")]
    public int? CacheTokens { get; init; }

    /// <summary>Whether the delimiter that opens the reasoning is evicted with the first thought.</summary>
    [JsonPropertyName("evict_opening_delimiter")]
    public bool? EvictOpeningDelimiter { get; init; }

    /// <summary>Whether the answer is compressed as well.</summary>
    [JsonPropertyName("compress_answer")]
    public bool? CompressAnswer { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
