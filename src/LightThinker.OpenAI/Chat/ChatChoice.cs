using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>One of a whole answer's alternatives. Immutable.</summary>
public sealed record ChatChoice
{
    [JsonPropertyName("index")]
    public required int Index { get; init; }

    [JsonPropertyName("message")]
    public required AnswerMessage Message { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("logprobs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Logprobs { get; init; }

    /// <summary>One of <see cref="FinishReasons"/>.</summary>
    [JsonPropertyName("finish_reason")]
    public required string FinishReason { get; init; }
}
