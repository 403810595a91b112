using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Tokens;

/// <summary>A conversation as the chat template writes it. Immutable.</summary>
public sealed record RenderedPrompt
{
    [JsonPropertyName("prompt")]
    public required string Prompt { get; init; }
}
