using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>A whole answer. Immutable. At the start of a stream it has no content and no stop reason yet.</summary>
public sealed record MessagesAnswer
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("type")]
    public string Type { get; init; } = "message";

    [JsonPropertyName("role")]
    public string Role { get; init; } = "assistant";

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>What the model wrote, in order; may be empty.</summary>
    [JsonPropertyName("content")]
    public required IReadOnlyList<AnswerBlock> Content { get; init; }

    /// <summary>One of <see cref="StopReasons"/>; null while it is written.</summary>
    [JsonPropertyName("stop_reason")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? StopReason { get; init; }

    /// <summary>The stop sequence before which the text ends; null where none came.</summary>
    [JsonPropertyName("stop_sequence")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? StopSequence { get; init; }

    /// <summary>Always null: the server does not refuse on the model's behalf.</summary>
    [JsonPropertyName("stop_details")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? StopDetails { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("container")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Container { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyName("diagnostics")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Diagnostics { get; init; }

    [JsonPropertyName("usage")]
    public required MessagesUsage Usage { get; init; }
}
