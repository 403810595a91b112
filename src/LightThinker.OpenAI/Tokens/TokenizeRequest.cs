using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;

namespace LightThinker.OpenAI.Tokens;

/// <summary>
/// The body of <c>POST /tokenize</c> as it is on the wire, not yet validated: a text or a conversation. Immutable. Null means
/// that the field was left out or null.
/// </summary>
public sealed record TokenizeRequest
{
    /// <summary>Id or alias of the served model.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>A text, by llama.cpp's name for it.</summary>
    [JsonPropertyName("content")]
    public string? Content { get; init; }

    /// <summary>A text, by vLLM's name for it.</summary>
    [JsonPropertyName("prompt")]
    public string? Prompt { get; init; }

    /// <summary>A conversation, which the chat template turns into a prompt.</summary>
    [JsonPropertyName("messages")]
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Tools that the template shows.</summary>
    [JsonPropertyName("tools")]
    public IReadOnlyList<ToolDefinition?>? Tools { get; init; }

    /// <summary>Variables that the template reads.</summary>
    [JsonPropertyName("chat_template_kwargs")]
    public IReadOnlyDictionary<string, JsonElement>? ChatTemplateKwargs { get; init; }

    /// <summary>Whether to open the assistant's turn behind the messages; true by default.</summary>
    [JsonPropertyName("add_generation_prompt")]
    public bool? AddGenerationPrompt { get; init; }

    /// <summary>Whether the last message, an assistant's, is still open.</summary>
    [JsonPropertyName("continue_final_message")]
    public bool? ContinueFinalMessage { get; init; }

    /// <summary>
    /// Whether a text gets the begin-of-text token where the model wants one; by default it does as <c>prompt</c>, but not as
    /// <c>content</c>.
    /// </summary>
    [JsonPropertyName("add_special")]
    public bool? AddSpecial { get; init; }

    /// <summary>Another name for <c>add_special</c>.</summary>
    [JsonPropertyName("add_special_tokens")]
    public bool? AddSpecialTokens { get; init; }

    /// <summary>Only false: names of control tokens in a text are text.</summary>
    [JsonPropertyName("parse_special")]
    public bool? ParseSpecial { get; init; }

    /// <summary>Whether each token comes with its text, in one list.</summary>
    [JsonPropertyName("with_pieces")]
    public bool? WithPieces { get; init; }

    /// <summary>Whether the texts of the tokens come as a second list.</summary>
    [JsonPropertyName("return_token_strs")]
    public bool? ReturnTokenStrs { get; init; }

    /// <summary>Every other field, which the server refuses. Settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
