using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>One block of a request's content. Immutable. Which fields it has depends on its type.</summary>
public sealed record MessagesBlock
{
    /// <summary>
    /// <c>text</c>, <c>thinking</c>, <c>redacted_thinking</c>, <c>tool_use</c> or <c>tool_result</c>. Required.
    /// </summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>Of <c>text</c>.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>Of <c>thinking</c>: what the model thought.</summary>
    [JsonPropertyName("thinking")]
    public string? Thinking { get; init; }

    /// <summary>Of <c>tool_use</c>: by which a result answers it.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>Of <c>tool_use</c>: the tool's name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Of <c>tool_use</c>: its arguments.</summary>
    [JsonPropertyName("input")]
    public JsonElement? Input { get; init; }

    /// <summary>Of <c>tool_result</c>: the call that it answers.</summary>
    [JsonPropertyName("tool_use_id")]
    public string? ToolUseId { get; init; }

    /// <summary>Of <c>tool_result</c>: a string or a list of text blocks.</summary>
    [JsonPropertyName("content")]
    [JsonConverter(typeof(MessagesContentConverter))]
    public IReadOnlyList<MessagesBlock?>? Content { get; init; }

    /// <summary>Of <c>tool_result</c>: whether the tool failed.</summary>
    [JsonPropertyName("is_error")]
    public bool? IsError { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
