using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A response: what it was asked with, and what it came to. Immutable.</summary>
public sealed record Response
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("object")]
    public string Object { get; init; } = "response";

    /// <summary>Seconds since 1970, UTC.</summary>
    [JsonPropertyName("created_at")]
    public required long CreatedAt { get; init; }

    /// <summary>One of <see cref="ResponseStatuses"/>.</summary>
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    /// <summary>Seconds since 1970, UTC; null until it is completed.</summary>
    [JsonPropertyName("completed_at")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? CompletedAt { get; init; }

    /// <summary>Always false.</summary>
    [JsonPropertyName("background")]
    public bool Background { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [JsonPropertyName("error")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ResponseError? Error { get; init; }

    /// <summary>Why it is incomplete; null unless it is.</summary>
    [JsonPropertyName("incomplete_details")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IncompleteDetails? IncompleteDetails { get; init; }

    [JsonPropertyName("instructions")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Instructions { get; init; }

    [JsonPropertyName("max_output_tokens")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? MaxOutputTokens { get; init; }

    [JsonPropertyName("max_tool_calls")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? MaxToolCalls { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>In the order in which it was written.</summary>
    [JsonPropertyName("output")]
    public required IReadOnlyList<ResponseItem> Output { get; init; }

    [JsonPropertyName("parallel_tool_calls")]
    public required bool ParallelToolCalls { get; init; }

    [JsonPropertyName("previous_response_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? PreviousResponseId { get; init; }

    [JsonPropertyName("prompt_cache_key")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? PromptCacheKey { get; init; }

    [JsonPropertyName("reasoning")]
    public required ResponseReasoningOptions Reasoning { get; init; }

    [JsonPropertyName("safety_identifier")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? SafetyIdentifier { get; init; }

    /// <summary>Always <c>default</c>.</summary>
    [JsonPropertyName("service_tier")]
    public string ServiceTier { get; init; } = "default";

    /// <summary>Whether it can be got and continued later.</summary>
    [JsonPropertyName("store")]
    public required bool Store { get; init; }

    /// <summary>The one that was used, 0 to 2.</summary>
    [JsonPropertyName("temperature")]
    public required double Temperature { get; init; }

    [JsonPropertyName("text")]
    public required ResponseTextOptions Text { get; init; }

    [JsonPropertyName("tool_choice")]
    public required JsonElement ToolChoice { get; init; }

    [JsonPropertyName("tools")]
    public required IReadOnlyList<ResponseTool> Tools { get; init; }

    [JsonPropertyName("top_logprobs")]
    public required int TopLogprobs { get; init; }

    /// <summary>The one that was used, 0 to 1.</summary>
    [JsonPropertyName("top_p")]
    public required double TopP { get; init; }

    [JsonPropertyName("truncation")]
    public required string Truncation { get; init; }

    /// <summary>Left out until the response has ended.</summary>
    [JsonPropertyName("usage")]
    public ResponseUsage? Usage { get; init; }

    [JsonPropertyName("user")]
    public string? User { get; init; }

    [JsonPropertyName("metadata")]
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
