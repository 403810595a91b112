using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;

namespace LightThinker.OpenAI.Completions;

/// <summary>One of an answer's texts, or what one event adds to it. Immutable.</summary>
public sealed record CompletionChoice
{
    [JsonPropertyName("text")]
    public required string Text { get; init; }

    /// <summary>Numbered prompt by prompt.</summary>
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    /// <summary>Null unless asked for.</summary>
    [JsonPropertyName("logprobs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CompletionLogprobs? Logprobs { get; init; }

    /// <summary>Extension: ids of the sampled tokens; left out unless asked for.</summary>
    [JsonPropertyName("token_ids")]
    public IReadOnlyList<int>? TokenIds { get; init; }

    /// <summary><see cref="FinishReasons.Stop"/> or <see cref="FinishReasons.Length"/>; in a stream null before the end.</summary>
    [JsonPropertyName("finish_reason")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? FinishReason { get; init; }
}
