using System.Text.Json.Serialization;
using LightThinker.OpenAI.Usage;

namespace LightThinker.OpenAI.Completions;

/// <summary>
/// A whole answer, or one event of a stream that reports usage in its last and null in those before. Immutable.
/// </summary>
public sealed record CompletionWithUsage : Completion
{
    [JsonPropertyName("usage")]
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CompletionUsage? Usage { get; init; }
}
