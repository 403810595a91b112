using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>The message that the model wrote. Immutable.</summary>
public sealed record AnswerMessage
{
    [JsonPropertyName("role")]
    public string Role { get; init; } = "assistant";

    /// <summary>Null where the model only calls tools.</summary>
    [JsonPropertyName("content")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Content { get; init; }

    /// <summary>The tools that the model calls; left out where it calls none.</summary>
    [JsonPropertyName("tool_calls")]
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>Always null: the server does not refuse on the model's behalf.</summary>
    [JsonPropertyName("refusal")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Refusal { get; init; }

    /// <summary>Extension: what the model thought; left out where it did not.</summary>
    [JsonPropertyName("reasoning_content")]
    public string? ReasoningContent { get; init; }

    /// <summary>Extension: the same, under the name that other clients read.</summary>
    [JsonPropertyName("reasoning")]
    public string? Reasoning { get; init; }
}
