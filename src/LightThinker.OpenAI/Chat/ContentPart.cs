using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>One part of a message's content. Immutable.</summary>
public sealed record ContentPart
{
    /// <summary><c>text</c> or, of an assistant, <c>refusal</c>. Required.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The text of a part of type <c>text</c>.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
