using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>There is more of a text, of reasoning or of a call's arguments. Immutable.</summary>
public sealed record OutputDeltaEvent : OutputPartEvent
{
    [JsonPropertyName("delta")]
    public required string Delta { get; init; }

    /// <summary>Of a text only: log probabilities of its tokens; empty unless asked for.</summary>
    [JsonPropertyName("logprobs")]
    public IReadOnlyList<EventLogprob>? Logprobs { get; init; }
}
