using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>What the model says to the user. Immutable.</summary>
public sealed record TextBlock : AnswerBlock
{
    [JsonPropertyName("text")]
    public required string Text { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("citations")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Citations { get; init; }
}
