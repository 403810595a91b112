using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>The next piece of a call's arguments; all pieces joined are JSON. Immutable.</summary>
public sealed record InputJsonDelta : BlockDelta
{
    [JsonPropertyName("partial_json")]
    public required string PartialJson { get; init; }
}
