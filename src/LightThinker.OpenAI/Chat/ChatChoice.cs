using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>One of a whole answer's alternatives. Immutable.</summary>
public sealed record ChatChoice
{
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    [JsonPropertyName("message")]
    public required AnswerMessage Message { get; init; }

    /// <summary>Null unless asked for.</summary>
    [JsonPropertyName("logprobs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ChatLogprobs? Logprobs { get; init; }

    /// <summary>Extension: ids of the sampled tokens, reasoning included; left out unless asked for.</summary>
    [JsonPropertyName("token_ids")]
    public IReadOnlyList<int>? TokenIds { get; init; }

    /// <summary>One of <see cref="FinishReasons"/>.</summary>
    [JsonPropertyName("finish_reason")]
    public required string FinishReason { get; init; }
}
