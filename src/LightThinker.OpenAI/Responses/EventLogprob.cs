using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A token of a streamed text, and the likeliest in its place. Immutable.</summary>
public sealed record EventLogprob : EventTopLogprob
{
    /// <summary>The most likely tokens, as many as were asked for, in descending order.</summary>
    [JsonPropertyName("top_logprobs")]
    public required IReadOnlyList<EventTopLogprob> TopLogprobs { get; init; }
}
