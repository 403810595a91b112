using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>One message of a request. Immutable.</summary>
public sealed record MessagesTurn
{
    /// <summary><c>user</c>, <c>assistant</c> or <c>system</c>. Required.</summary>
    [JsonPropertyName("role")]
    public string? Role { get; init; }

    /// <summary>A string or a list of blocks. Required.</summary>
    [JsonPropertyName("content")]
    [JsonConverter(typeof(MessagesContentConverter))]
    public IReadOnlyList<MessagesBlock?>? Content { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
