using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>New text. Immutable.</summary>
public sealed record TextDelta : BlockDelta
{
    [JsonPropertyName("text")]
    public required string Text { get; init; }
}
