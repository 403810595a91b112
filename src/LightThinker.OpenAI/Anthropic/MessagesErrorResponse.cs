using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>The body of every answer that is an error, and the last event of a stream that breaks off. Immutable.</summary>
public sealed record MessagesErrorResponse
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "error";

    [JsonPropertyName("error")]
    public required MessagesErrorBody Error { get; init; }

    /// <summary>The same as the header <c>request-id</c>.</summary>
    [JsonPropertyName("request_id")]
    public required string RequestId { get; init; }
}
