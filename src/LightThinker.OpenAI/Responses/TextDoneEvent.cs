using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A text or reasoning is whole. Immutable.</summary>
public sealed record TextDoneEvent : OutputPartEvent
{
    [JsonPropertyName("text")]
    public required string Text { get; init; }

    /// <summary>Of a text only: log probabilities of its tokens; empty unless asked for.</summary>
    [JsonPropertyName("logprobs")]
    public IReadOnlyList<EventLogprob>? Logprobs { get; init; }
}
