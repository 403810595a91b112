using System.Text.Json.Serialization;

namespace LightThinker.Training.Data;

/// <summary>One conversation to learn from or be examined on: a line of the JSONL files. Immutable.</summary>
internal sealed record Example
{
    /// <summary>The task family, for example <c>story</c>: a row of the evaluation's table.</summary>
    [JsonPropertyName("family")]
    public required string Family { get; init; }

    /// <summary>Calculations needed; 0 for small talk.</summary>
    [JsonPropertyName("steps")]
    public required int Steps { get; init; }

    /// <summary><c>train</c> or <c>held-out</c>.</summary>
    [JsonPropertyName("split")]
    public required string Split { get; init; }

    /// <summary>Ends with the user's message that the response is to.</summary>
    [JsonPropertyName("messages")]
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    [JsonPropertyName("thoughts")]
    public required IReadOnlyList<string> Thoughts { get; init; }

    [JsonPropertyName("response")]
    public required string Response { get; init; }

    /// <summary>What a right response's last number or name is; empty where any polite response will do.</summary>
    [JsonPropertyName("answer")]
    public required string Answer { get; init; }
}
