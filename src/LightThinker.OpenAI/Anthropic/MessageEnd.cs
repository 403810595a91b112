using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>What is known of an answer only at its end. Immutable.</summary>
public sealed record MessageEnd
{
    /// <summary>One of <see cref="StopReasons"/>.</summary>
    [JsonPropertyName("stop_reason")]
    public required string StopReason { get; init; }

    /// <summary>The stop sequence before which the text ends; null where none came.</summary>
    [JsonPropertyName("stop_sequence")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? StopSequence { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("stop_details")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? StopDetails { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("container")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Container { get; init; }
}
