using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>A token and how likely the model found it. Immutable.</summary>
public record TopLogprob
{
    /// <summary>Its text; where its bytes are a part of a character only, with a replacement character.</summary>
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    /// <summary>Natural logarithm of its probability by the model's own logits; −9999 where the model rules it out.</summary>
    [JsonPropertyName("logprob")]
    public required double Logprob { get; init; }

    /// <summary>Its UTF-8 bytes.</summary>
    [JsonPropertyName("bytes")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required IReadOnlyList<int>? Bytes { get; init; }
}
