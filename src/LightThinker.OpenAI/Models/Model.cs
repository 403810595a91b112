using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Models;

/// <summary>A served model. Immutable.</summary>
public sealed record Model
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("object")]
    public string Object { get; init; } = "model";

    /// <summary>Seconds since 1970, UTC: when the model's file was written.</summary>
    [JsonPropertyName("created")]
    public required long Created { get; init; }

    [JsonPropertyName("owned_by")]
    public required string OwnedBy { get; init; }

    /// <summary>Extension: most tokens of prompt and answer together, by the model's training and the server's KV cells.</summary>
    [JsonPropertyName("max_model_len")]
    public int? MaxModelLen { get; init; }

    /// <summary>Extension: compression methods that the model can run; the first is the default.</summary>
    [JsonPropertyName("compression_methods")]
    public IReadOnlyList<string>? CompressionMethods { get; init; }
}
