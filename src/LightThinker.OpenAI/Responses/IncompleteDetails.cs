using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>Why a response is incomplete. Immutable.</summary>
public sealed record IncompleteDetails
{
    /// <summary>Always this: every limit that ends a response is one on its tokens.</summary>
    [JsonPropertyName("reason")]
    public string Reason { get; init; } = "max_output_tokens";
}
