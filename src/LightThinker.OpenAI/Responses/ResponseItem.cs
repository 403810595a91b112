using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>
/// One item of an input or an output: a message, reasoning, a function call, its result, or a reference to a stored item.
/// Immutable. What an item's type does not have is null and left out.
/// </summary>
public sealed record ResponseItem
{
    /// <summary>One of <see cref="ResponseItemTypes"/>; where it is left out, a message (with a role) or a reference.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>Unique over all responses.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>Of a message: <c>user</c>, <c>assistant</c>, <c>system</c> or <c>developer</c>.</summary>
    [JsonPropertyName("role")]
    public string? Role { get; init; }

    /// <summary><c>in_progress</c>, <c>completed</c> or <c>incomplete</c>.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>Of reasoning: its summary; always empty in an output.</summary>
    [JsonPropertyName("summary")]
    public IReadOnlyList<ResponseContentPart?>? Summary { get; init; }

    /// <summary>Of a message or reasoning.</summary>
    [JsonPropertyName("content")]
    public ResponseContent? Content { get; init; }

    /// <summary>Of reasoning: its text in a form that only this server reads, for clients that keep no other.</summary>
    [JsonPropertyName("encrypted_content")]
    public string? EncryptedContent { get; init; }

    /// <summary>Of a function call and its result: what ties the two together.</summary>
    [JsonPropertyName("call_id")]
    public string? CallId { get; init; }

    /// <summary>Of a function call: the function.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Of a function call: JSON, as the model wrote it.</summary>
    [JsonPropertyName("arguments")]
    public string? Arguments { get; init; }

    /// <summary>Of a function call's result.</summary>
    [JsonPropertyName("output")]
    public ResponseContent? Output { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
