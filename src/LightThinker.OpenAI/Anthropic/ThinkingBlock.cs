using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>What the model thinks. Immutable.</summary>
public sealed record ThinkingBlock : AnswerBlock
{
    [JsonPropertyName("thinking")]
    public required string Thinking { get; init; }

    /// <summary>For clients that send thinking back only with one; the server does not check it.</summary>
    [JsonPropertyName("signature")]
    public required string Signature { get; init; }
}
