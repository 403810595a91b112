using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>What went wrong, for programs. Immutable.</summary>
public sealed record MessagesErrorDetails
{
    /// <summary>For example <c>model_not_found</c>.</summary>
    [JsonPropertyName("error_code")]
    public required string ErrorCode { get; init; }

    /// <summary>Extension: the request field at fault; left out where there is none.</summary>
    [JsonPropertyName("param")]
    public string? Param { get; init; }
}
