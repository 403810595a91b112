using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>How long a request's prompt is. Immutable.</summary>
public sealed record InputTokenCount
{
    [JsonPropertyName("object")]
    public string Object { get; init; } = "response.input_tokens";

    /// <summary>Tokens of the whole prompt, what the chat template adds included.</summary>
    [JsonPropertyName("input_tokens")]
    public required int InputTokens { get; init; }
}
