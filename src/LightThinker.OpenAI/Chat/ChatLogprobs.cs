using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>The tokens of an answer and how likely the model found them. Immutable.</summary>
public sealed record ChatLogprobs
{
    /// <summary>The tokens of the answer's content, in order; those of its reasoning are not among them.</summary>
    [JsonPropertyName("content")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required IReadOnlyList<TokenLogprobEntry>? Content { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("refusal")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<TokenLogprobEntry>? Refusal { get; init; }
}
