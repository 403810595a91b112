using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>The function called and its arguments, or a piece of them. Immutable. What is null is left out.</summary>
public sealed record FunctionCall
{
    /// <summary>In a stream, in the call's first chunk only.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>JSON, as the model wrote it; in a stream, the next piece of it.</summary>
    [JsonPropertyName("arguments")]
    public required string Arguments { get; init; }
}
