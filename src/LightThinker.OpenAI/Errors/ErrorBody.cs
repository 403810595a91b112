using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Errors;

/// <summary>What went wrong. Immutable.</summary>
public sealed record ErrorBody
{
    /// <summary>A sentence for people, which says how to put it right.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }

    /// <summary>For example <c>invalid_request_error</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The request field at fault, for example <c>messages[0].content</c>; null where there is none.</summary>
    [JsonPropertyName("param")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Param { get; init; }

    /// <summary>For programs, for example <c>model_not_found</c>.</summary>
    [JsonPropertyName("code")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Code { get; init; }
}
