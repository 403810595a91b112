using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Tokens;

/// <summary>The text that tokens stand for, under both names that clients look for. Immutable.</summary>
public sealed record DetokenizedText
{
    [JsonPropertyName("content")]
    public required string Content { get; init; }

    [JsonPropertyName("prompt")]
    public string Prompt => Content;
}
