using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>The signature of a thinking block, after its text. Immutable.</summary>
public sealed record SignatureDelta : BlockDelta
{
    [JsonPropertyName("signature")]
    public required string Signature { get; init; }
}
