using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>
/// The body of <c>POST /v1/responses</c> as it is on the wire, not yet validated. Immutable. Null means that the field was
/// left out or null.
/// </summary>
public sealed record ResponseRequest
{
    /// <summary>Id or alias of the served model. Required.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>What is new: a user's text, or a list of items. Required, unless an earlier response is continued.</summary>
    [JsonPropertyName("input")]
    public ResponseInput? Input { get; init; }

    /// <summary>A system message before everything else; an earlier response's is not carried over.</summary>
    [JsonPropertyName("instructions")]
    public string? Instructions { get; init; }

    /// <summary>The stored response that this one continues.</summary>
    [JsonPropertyName("previous_response_id")]
    public string? PreviousResponseId { get; init; }

    /// <summary>Most tokens to write, reasoning included.</summary>
    [JsonPropertyName("max_output_tokens")]
    public int? MaxOutputTokens { get; init; }

    /// <summary>0 to 2; 0 always takes the most likely token.</summary>
    [JsonPropertyName("temperature")]
    public double? Temperature { get; init; }

    /// <summary>Keep the smallest set of tokens whose probability reaches this; 0 to 1.</summary>
    [JsonPropertyName("top_p")]
    public double? TopP { get; init; }

    /// <summary>How many alternatives of each token come with their log probabilities; 0 to 20.</summary>
    [JsonPropertyName("top_logprobs")]
    public int? TopLogprobs { get; init; }

    /// <summary>Whether the response comes as server-sent events while it is written.</summary>
    [JsonPropertyName("stream")]
    public bool? Stream { get; init; }

    /// <summary>What a stream carries; allowed only with <c>stream: true</c>.</summary>
    [JsonPropertyName("stream_options")]
    public ResponseStreamOptions? StreamOptions { get; init; }

    /// <summary>Whether the response can be got and continued later; true where it is left out.</summary>
    [JsonPropertyName("store")]
    public bool? Store { get; init; }

    /// <summary>The functions that the model may call.</summary>
    [JsonPropertyName("tools")]
    public IReadOnlyList<ResponseTool>? Tools { get; init; }

    /// <summary><c>none</c>, <c>auto</c>, <c>required</c>, a function or a list of allowed functions.</summary>
    [JsonPropertyName("tool_choice")]
    public JsonElement? ToolChoice { get; init; }

    /// <summary>Whether the model may call several functions at once.</summary>
    [JsonPropertyName("parallel_tool_calls")]
    public bool? ParallelToolCalls { get; init; }

    /// <summary>The shape of the text.</summary>
    [JsonPropertyName("text")]
    public ResponseTextOptions? Text { get; init; }

    /// <summary>How the model reasons.</summary>
    [JsonPropertyName("reasoning")]
    public ResponseReasoningOptions? Reasoning { get; init; }

    /// <summary>What the response has beyond the usual.</summary>
    [JsonPropertyName("include")]
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>What happens to an input that is too long: <c>disabled</c> refuses it, <c>auto</c> drops its oldest turns.</summary>
    [JsonPropertyName("truncation")]
    public string? Truncation { get; init; }

    /// <summary>Up to 16 labels, which the response carries.</summary>
    [JsonPropertyName("metadata")]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Whether the response is written while the client is away; not served.</summary>
    [JsonPropertyName("background")]
    public bool? Background { get; init; }

    /// <summary>A limit for built-in tools, of which there are none.</summary>
    [JsonPropertyName("max_tool_calls")]
    public int? MaxToolCalls { get; init; }

    /// <summary>A label, which the response carries.</summary>
    [JsonPropertyName("user")]
    public string? User { get; init; }

    /// <summary>A label, which the response carries.</summary>
    [JsonPropertyName("safety_identifier")]
    public string? SafetyIdentifier { get; init; }

    /// <summary>A label, which the response carries.</summary>
    [JsonPropertyName("prompt_cache_key")]
    public string? PromptCacheKey { get; init; }

    /// <summary>About price and speed; has no effect.</summary>
    [JsonPropertyName("service_tier")]
    public string? ServiceTier { get; init; }

    /// <summary>Every other field; extensions of the chat request among them. Settable only because the serializer asks for
    /// it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
