using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>Why a response failed. Immutable.</summary>
public sealed record ResponseError
{
    /// <summary>Always <c>server_error</c>: a client's mistake is known before there is a response.</summary>
    [JsonPropertyName("code")]
    public string Code { get; init; } = "server_error";

    /// <summary>A sentence for people.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
