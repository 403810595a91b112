using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>The stream breaks off. Immutable.</summary>
public sealed record ResponseErrorEvent : ResponseEvent
{
    /// <summary>For programs.</summary>
    [JsonPropertyName("code")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Code { get; init; }

    /// <summary>A sentence for people.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }

    [JsonPropertyName("param")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Param { get; init; }
}
