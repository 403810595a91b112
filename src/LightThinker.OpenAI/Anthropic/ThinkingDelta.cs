using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>New thinking. Immutable.</summary>
public sealed record ThinkingDelta : BlockDelta
{
    [JsonPropertyName("thinking")]
    public required string Thinking { get; init; }
}
