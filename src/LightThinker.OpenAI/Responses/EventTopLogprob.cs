using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A token of a streamed text and how likely the model found it. Immutable.</summary>
public record EventTopLogprob
{
    /// <summary>Its text; where its bytes are a part of a character only, with a replacement character.</summary>
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    /// <summary>Natural logarithm of its probability by the model's own logits; −9999 where the model rules it out.</summary>
    [JsonPropertyName("logprob")]
    public required double Logprob { get; init; }
}
