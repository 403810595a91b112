using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>
/// The body of <c>POST /v1/messages</c> and of <c>POST /v1/messages/count_tokens</c> as it is on the wire, not yet
/// validated. Immutable. Null means that the field was left out or null.
/// </summary>
public sealed record MessagesRequest
{
    /// <summary>Id or alias of the served model. Required.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>Most tokens to write, thinking included. Required, except for counting.</summary>
    [JsonPropertyName("max_tokens")]
    public int? MaxTokens { get; init; }

    /// <summary>The conversation so far; at least one turn. Required.</summary>
    [JsonPropertyName("messages")]
    public IReadOnlyList<MessagesTurn?>? Messages { get; init; }

    /// <summary>What the model is told before the conversation; a string or a list of text blocks.</summary>
    [JsonPropertyName("system")]
    [JsonConverter(typeof(MessagesContentConverter))]
    public IReadOnlyList<MessagesBlock?>? System { get; init; }

    /// <summary>The answer ends before the first of these; up to 4.</summary>
    [JsonPropertyName("stop_sequences")]
    public IReadOnlyList<string?>? StopSequences { get; init; }

    /// <summary>Whether the answer comes as server-sent events while it is written.</summary>
    [JsonPropertyName("stream")]
    public bool? Stream { get; init; }

    /// <summary>0 to 1; 0 always takes the most likely token.</summary>
    [JsonPropertyName("temperature")]
    public double? Temperature { get; init; }

    /// <summary>Keep the k most likely tokens; 0 keeps all.</summary>
    [JsonPropertyName("top_k")]
    public int? TopK { get; init; }

    /// <summary>Keep the smallest set of tokens whose probability reaches this; 0 to 1.</summary>
    [JsonPropertyName("top_p")]
    public double? TopP { get; init; }

    /// <summary>Whether and how long the model thinks; left out, it does as it was trained to.</summary>
    [JsonPropertyName("thinking")]
    public MessagesThinking? Thinking { get; init; }

    /// <summary>The tools that the model may call.</summary>
    [JsonPropertyName("tools")]
    public IReadOnlyList<MessagesTool?>? Tools { get; init; }

    /// <summary>Which of the tools it must call, if any.</summary>
    [JsonPropertyName("tool_choice")]
    public MessagesToolChoice? ToolChoice { get; init; }

    /// <summary>The form of the answer.</summary>
    [JsonPropertyName("output_config")]
    public MessagesOutputConfig? OutputConfig { get; init; }

    /// <summary>Extension: how the thinking is compressed; a method's name or an object with its parameters.</summary>
    [JsonPropertyName("compression")]
    [JsonConverter(typeof(CompressionParametersConverter))]
    public CompressionParameters? Compression { get; init; }

    /// <summary>Extension: variables that the model's chat template reads.</summary>
    [JsonPropertyName("chat_template_kwargs")]
    public IReadOnlyDictionary<string, JsonElement>? ChatTemplateKwargs { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
