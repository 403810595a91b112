using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>What went wrong. Immutable.</summary>
public sealed record MessagesErrorBody
{
    /// <summary>For example <c>invalid_request_error</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>A sentence for people, which says how to put it right.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }

    [JsonPropertyName("details")]
    public required MessagesErrorDetails Details { get; init; }
}
