using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>One part of an item's content. Immutable. What a part's type does not have is null and left out.</summary>
public sealed record ResponseContentPart
{
    /// <summary><c>input_text</c>, <c>output_text</c>, <c>reasoning_text</c>, <c>summary_text</c> or <c>refusal</c>. Required.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The text of every type but <c>refusal</c>.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>The text of a refusal; this server writes none.</summary>
    [JsonPropertyName("refusal")]
    public string? Refusal { get; init; }

    /// <summary>Of an <c>output_text</c>: always empty.</summary>
    [JsonPropertyName("annotations")]
    public IReadOnlyList<JsonElement>? Annotations { get; init; }

    /// <summary>Of an <c>output_text</c>: log probabilities of its tokens; empty unless asked for.</summary>
    [JsonPropertyName("logprobs")]
    public IReadOnlyList<JsonElement>? Logprobs { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
