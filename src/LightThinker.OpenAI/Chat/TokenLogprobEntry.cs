using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>A token of the answer, and the likeliest in its place. Immutable.</summary>
public sealed record TokenLogprobEntry : TopLogprob
{
    /// <summary>The most likely tokens, as many as were asked for, in descending order.</summary>
    [JsonPropertyName("top_logprobs")]
    public required IReadOnlyList<TopLogprob> TopLogprobs { get; init; }
}
