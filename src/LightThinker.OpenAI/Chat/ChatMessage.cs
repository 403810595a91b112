using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>One message of a request. Immutable.</summary>
public sealed record ChatMessage
{
    /// <summary><c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c>, <c>tool</c> or
    /// <c>function</c>. Required.</summary>
    [JsonPropertyName("role")]
    public string? Role { get; init; }

    /// <summary>A string or a list of text parts; an assistant's may be null.</summary>
    [JsonPropertyName("content")]
    public MessageContent? Content { get; init; }

    /// <summary>The participant's name, for templates that show it.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Extension: an earlier answer's reasoning, for templates that show it.</summary>
    [JsonPropertyName("reasoning_content")]
    public string? ReasoningContent { get; init; }

    /// <summary>Extension: another name for <c>reasoning_content</c>.</summary>
    [JsonPropertyName("reasoning")]
    public string? Reasoning { get; init; }

    /// <summary>Of a tool's message: the call that it answers.</summary>
    [JsonPropertyName("tool_call_id")]
    public string? ToolCallId { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
