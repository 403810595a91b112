using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Errors;

/// <summary>The body of every answer that is an error. Immutable.</summary>
public sealed record ErrorResponse
{
    [JsonPropertyName("error")]
    public required ErrorBody Error { get; init; }
}
