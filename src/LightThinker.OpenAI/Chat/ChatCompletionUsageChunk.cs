using System.Text.Json.Serialization;
using LightThinker.OpenAI.Usage;

namespace LightThinker.OpenAI.Chat;

/// <summary>One event of a stream that reports usage in its last chunk, and null in those before. Immutable.</summary>
public sealed record ChatCompletionUsageChunk : ChatCompletionChunk
{
    [JsonPropertyName("usage")]
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CompletionUsage? Usage { get; init; }
}
