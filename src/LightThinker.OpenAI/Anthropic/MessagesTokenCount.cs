using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>How long a prompt is. Immutable.</summary>
public sealed record MessagesTokenCount
{
    /// <summary>Tokens of the prompt that a request would have.</summary>
    [JsonPropertyName("input_tokens")]
    public required int InputTokens { get; init; }
}
