using System.Text.Json;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Options;

namespace LightThinker.Server.Responses;

/// <summary>
/// Decides over the fields of a request that chats do not have: which are served, ignored or refused. Stateless. The lists
/// are documented in docs/api.md.
/// </summary>
internal static class ResponseFields
{
    private const string LogprobsInclude = "message.output_text.logprobs";
    private const string SealInclude = "reasoning.encrypted_content";
    private const int MaxLabels = 16;
    private const int MaxLabelName = 64;
    private const int MaxLabelText = 512;

    private static readonly NumberRange TopLogprobs = new(0, 20);

    private static readonly string[] Includes =
    [
        SealInclude, LogprobsInclude,

        // Of built-in tools and pictures, which no response here has.
        "file_search_call.results", "web_search_call.results", "web_search_call.action.sources",
        "message.input_image.image_url", "computer_call_output.output.image_url", "code_interpreter_call.outputs",
    ];

    private static readonly string[] Summaries = ["auto", "concise", "detailed"];

    /// <summary>Fields that cannot change the text.</summary>
    public static IReadOnlySet<string> Ignored { get; } =
        new HashSet<string> { "prompt_cache_options", "prompt_cache_retention" };

    /// <summary>Fields of this protocol that are not served, and what to do instead.</summary>
    public static IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["context_management"] = "shorten the input; the model's own compression is the field 'compression'",
        ["conversation"] = "continue a response with 'previous_response_id'",
        ["moderation"] = "leave it out",
        ["personality"] = "say it in 'instructions'",
        ["prompt"] = "send its text as 'instructions' and 'input'",
    };

    /// <summary>Fields of chats that have another name or no meaning here.</summary>
    private static readonly HashSet<string> ChatOnly =
    [
        "add_generation_prompt", "audio", "continue_final_message", "function_call", "functions", "logprobs", "max_completion_tokens", "max_tokens", "messages", "modalities",
        "n", "prediction", "reasoning_effort", "response_format", "return_token_ids", "return_tokens", "verbosity",
        "web_search_options",
    ];

    /// <summary>Whether the response has log probabilities.</summary>
    public static bool WantsLogprobs(ResponseRequest wire) => wire.Include?.Contains(LogprobsInclude) == true;

    /// <summary>Whether reasoning comes with its text in a form of this server's own as well.</summary>
    public static bool WantsSeal(ResponseRequest wire) => wire.Include?.Contains(SealInclude) == true;

    /// <summary>The fields that are left to the chat request: its extensions, and what nobody knows.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> Extensions(ResponseRequest wire) =>
        (wire.Others ?? new Dictionary<string, JsonElement>())
            .Where(static field => !Ignored.Contains(field.Key) && !Refused.ContainsKey(field.Key));

    /// <summary>The first mistake; null where there is none.</summary>
    public static ApiError? FindMistake(ResponseRequest wire) =>
        CheckOthers(wire)
        ?? CheckModes(wire)
        ?? CheckInclude(wire.Include)
        ?? CheckReasoning(wire.Reasoning)
        ?? CheckText(wire.Text)
        ?? CheckLabels(wire.Metadata)
        ?? Ranges.Check("top_logprobs", wire.TopLogprobs, TopLogprobs)
        ?? ToolFields.FindMistake(wire);

    private static ApiError? CheckOthers(ResponseRequest wire)
    {
        foreach ((string name, JsonElement value) in wire.Others ?? new Dictionary<string, JsonElement>())
        {
            if (ChatOnly.Contains(name))
            {
                return ApiError.UnknownField(name, " It belongs to /v1/chat/completions.");
            }

            if (value.ValueKind != JsonValueKind.Null && Refused.TryGetValue(name, out string? instead))
            {
                return ApiError.Unsupported(name, $"'{name}' is not supported; {instead}.");
            }
        }

        return null;
    }

    private static ApiError? CheckModes(ResponseRequest wire) => wire switch
    {
        { Background: true } => ApiError.Unsupported(
            "background",
            "'background' is not supported: a response is written while its client waits. Leave it out, or send 'stream': true."),
        { Truncation: not (null or "disabled" or "auto") } => ApiError.InvalidValue(
            "truncation",
            $"Invalid 'truncation': '{wire.Truncation}' is not known; send auto or disabled."),
        { StreamOptions: not null, Stream: not true } => ApiError.InvalidValue(
            "stream_options",
            "'stream_options' is allowed only with 'stream': true."),
        _ => FieldPolicy.FindUnknown(wire.StreamOptions?.Others, "stream_options"),
    };

    private static ApiError? CheckInclude(IReadOnlyList<string?>? include)
    {
        for (int i = 0; i < include?.Count; i++)
        {
            if (!Includes.Contains(include[i]))
            {
                return ApiError.InvalidValue(
                    $"include[{i}]",
                    $"Invalid 'include[{i}]': '{include[i]}' is not known; send {SealInclude} or {LogprobsInclude}.");
            }
        }

        return null;
    }

    private static ApiError? CheckReasoning(ResponseReasoningOptions? reasoning) =>
        reasoning?.Summary is { } summary && !Summaries.Contains(summary)
            ? ApiError.InvalidValue(
                "reasoning.summary",
                $"Invalid 'reasoning.summary': '{summary}' is not known; send one of {string.Join(", ", Summaries)}.")
            : FieldPolicy.FindUnknown(reasoning?.Others, "reasoning", "generate_summary");

    private static ApiError? CheckText(ResponseTextOptions? text) =>
        FieldPolicy.FindUnknown(text?.Others, "text")
        ?? text?.Format switch
        {
            null => null,
            { Type: null } => ApiError.Missing("text.format.type", "'text.format.type' is missing; send 'text'."),
            { Type: not ("text" or "json_object" or "json_schema") } => ApiError.InvalidValue(
                "text.format.type",
                $"Invalid 'text.format.type': '{text.Format.Type}' is not known; send text, json_object or json_schema."),
            _ => FieldPolicy.FindUnknown(text.Format.Others, "text.format"),
        };

    private static ApiError? CheckLabels(IReadOnlyDictionary<string, string>? labels)
    {
        if (labels?.Count > MaxLabels)
        {
            return ApiError.InvalidValue("metadata", $"'metadata' has {labels.Count} labels; send at most {MaxLabels}.");
        }

        foreach ((string name, string? text) in labels ?? new Dictionary<string, string>())
        {
            if (name.Length > MaxLabelName || text is null || text.Length > MaxLabelText)
            {
                return ApiError.InvalidValue(
                    "metadata",
                    $"Invalid 'metadata': names have at most {MaxLabelName} characters, and values are strings of at most {MaxLabelText}.");
            }
        }

        return null;
    }
}
