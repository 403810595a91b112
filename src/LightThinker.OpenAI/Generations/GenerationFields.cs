using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Generations;

/// <summary>
/// What all requests for text have in common, as it is on the wire, not yet validated. Immutable. Null means that the
/// field was left out or null.
/// </summary>
public abstract record GenerationFields
{
    /// <summary>Id or alias of the served model. Required.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>Whether the answer comes as server-sent events while it is written.</summary>
    [JsonPropertyName("stream")]
    public bool? Stream { get; init; }

    /// <summary>What a stream carries; allowed only with <c>stream: true</c>.</summary>
    [JsonPropertyName("stream_options")]
    public StreamOptions? StreamOptions { get; init; }

    /// <summary>Most tokens to write, reasoning included. In chats the older name of <c>max_completion_tokens</c>.</summary>
    [JsonPropertyName("max_tokens")]
    public int? MaxTokens { get; init; }

    /// <summary>Number of answers to each prompt, written at once; 1 to 128, and at most what the server runs.</summary>
    [JsonPropertyName("n")]
    public int? N { get; init; }

    /// <summary>0 to 2; 0 always takes the most likely token.</summary>
    [JsonPropertyName("temperature")]
    public double? Temperature { get; init; }

    /// <summary>Keep the smallest set of tokens whose probability reaches this; 0 to 1.</summary>
    [JsonPropertyName("top_p")]
    public double? TopP { get; init; }

    /// <summary>Extension: keep the k most likely tokens; 0 keeps all.</summary>
    [JsonPropertyName("top_k")]
    public int? TopK { get; init; }

    /// <summary>Extension: drop tokens less likely than this share of the most likely one; 0 to 1.</summary>
    [JsonPropertyName("min_p")]
    public double? MinP { get; init; }

    /// <summary>Extension: locally typical sampling; above 0, up to 1, which is off.</summary>
    [JsonPropertyName("typical_p")]
    public double? TypicalP { get; init; }

    /// <summary>Extension: weakens tokens that came before; above 0, 1 is off.</summary>
    [JsonPropertyName("repetition_penalty")]
    public double? RepetitionPenalty { get; init; }

    /// <summary>Extension: another name for <c>repetition_penalty</c>.</summary>
    [JsonPropertyName("repeat_penalty")]
    public double? RepeatPenalty { get; init; }

    /// <summary>Extension: how many of the latest tokens the penalties look at; 0 switches them off, −1 means all.</summary>
    [JsonPropertyName("repeat_last_n")]
    public int? RepeatLastN { get; init; }

    /// <summary>Extension: DRY, what a token loses that would prolong a repetition; 0 or more, 0 is off.</summary>
    [JsonPropertyName("dry_multiplier")]
    public double? DryMultiplier { get; init; }

    /// <summary>Extension: how fast DRY's penalty grows with each repeated token; at least 1.</summary>
    [JsonPropertyName("dry_base")]
    public double? DryBase { get; init; }

    /// <summary>Extension: the shortest repetition, in tokens, whose continuation DRY penalises.</summary>
    [JsonPropertyName("dry_allowed_length")]
    public int? DryAllowedLength { get; init; }

    /// <summary>Extension: how many of the latest tokens DRY looks at; 0 switches it off, −1 means all.</summary>
    [JsonPropertyName("dry_penalty_last_n")]
    public int? DryPenaltyLastN { get; init; }

    /// <summary>Extension: texts that no repetition reaches across; a string or a list.</summary>
    [JsonPropertyName("dry_sequence_breakers")]
    [JsonConverter(typeof(StopConverter))]
    public IReadOnlyList<string>? DrySequenceBreakers { get; init; }

    /// <summary>Extension: XTC, how often the most likely tokens are excluded; 0 to 1, 0 is off.</summary>
    [JsonPropertyName("xtc_probability")]
    public double? XtcProbability { get; init; }

    /// <summary>Extension: the least probability of a token that XTC excludes; 0 to 1, above 0.5 is off.</summary>
    [JsonPropertyName("xtc_threshold")]
    public double? XtcThreshold { get; init; }

    /// <summary>−2 to 2.</summary>
    [JsonPropertyName("presence_penalty")]
    public double? PresencePenalty { get; init; }

    /// <summary>−2 to 2.</summary>
    [JsonPropertyName("frequency_penalty")]
    public double? FrequencyPenalty { get; init; }

    /// <summary>Token ids, as strings, with −100 (never) to 100 added to their logits.</summary>
    [JsonPropertyName("logit_bias")]
    public IReadOnlyDictionary<string, double>? LogitBias { get; init; }

    /// <summary>The same seed and request give the same text.</summary>
    [JsonPropertyName("seed")]
    public long? Seed { get; init; }

    /// <summary>The answer ends before the first of these; a string or a list of up to 4.</summary>
    [JsonPropertyName("stop")]
    [JsonConverter(typeof(StopConverter))]
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>Extension: how the reasoning is compressed; a method's name or an object with its parameters.</summary>
    [JsonPropertyName("compression")]
    [JsonConverter(typeof(CompressionParametersConverter))]
    public CompressionParameters? Compression { get; init; }

    /// <summary>What form the answer must have.</summary>
    [JsonPropertyName("response_format")]
    public ResponseFormat? ResponseFormat { get; init; }

    /// <summary>Extension: GBNF that the answer must match.</summary>
    [JsonPropertyName("grammar")]
    public string? Grammar { get; init; }

    /// <summary>Extension: tokens to write before the answer may end by itself.</summary>
    [JsonPropertyName("min_tokens")]
    public int? MinTokens { get; init; }

    /// <summary>Extension: whether the model may not end its answer; the token limit does.</summary>
    [JsonPropertyName("ignore_eos")]
    public bool? IgnoreEos { get; init; }

    /// <summary>Extension: whether the answer lists the ids of the sampled tokens.</summary>
    [JsonPropertyName("return_token_ids")]
    public bool? ReturnTokenIds { get; init; }

    /// <summary>Extension: another name for <c>return_token_ids</c>.</summary>
    [JsonPropertyName("return_tokens")]
    public bool? ReturnTokens { get; init; }

    /// <summary>Every other field; the server knows which of them it may ignore and refuses the rest. Settable only
    /// because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
