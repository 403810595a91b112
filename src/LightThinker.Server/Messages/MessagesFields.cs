using System.Text.Json;
using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>
/// Decides over the fields that have no effect here: those that cannot change the text are ignored, the rest are refused
/// by name. Stateless. The lists are documented in docs/api.md.
/// </summary>
internal static class MessagesFields
{
    private const string Thread = "thread";

    /// <summary>Fields that label, store, place or speed up a request, but do not change its text.</summary>
    public static IReadOnlySet<string> Ignored { get; } = new HashSet<string>
    {
        "metadata", "service_tier", "cache_control", "inference_geo", "speed", "diagnostics", "user_profile_id",
        "workspace_id",
    };

    /// <summary>Fields of the protocol that would change the answer, and the values that ask for nothing.</summary>
    public static IReadOnlyDictionary<string, Func<JsonElement, bool>> Refused { get; } =
        new Dictionary<string, Func<JsonElement, bool>>
        {
            ["container"] = static _ => false,
            ["context_management"] = static _ => false,
            ["mcp_servers"] = IsEmptyArray,
            [Thread] = static _ => false,
        };

    private static readonly HashSet<string> IgnoredOfTools = ["cache_control", "eager_input_streaming"];

    private static readonly Dictionary<string, Func<JsonElement, bool>> RefusedOfTools = new()
    {
        ["allowed_callers"] = static value =>
            value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsDirect),
        ["defer_loading"] = static value => value.ValueKind == JsonValueKind.False,
        ["input_examples"] = IsEmptyArray,
    };

    // What earlier answers carry says nothing to the model.
    private static readonly HashSet<string> IgnoredOfBlocks = ["cache_control", "citations", "signature", "data", "caller"];

    private static readonly Dictionary<string, Func<JsonElement, bool>> RefusedOfBlocks = new()
    {
        ["toolset_name"] = static _ => false,
    };

    private static readonly Dictionary<string, Func<JsonElement, bool>> None = [];

    /// <summary>The first field that cannot be served, content left out; null where there is none.</summary>
    public static ApiError? FindMistake(MessagesRequest wire) =>
        NameThread(Find(wire.Others, "", Ignored, Refused))
        ?? Find(wire.Thinking?.Others, "thinking.")
        ?? Find(wire.ToolChoice?.Others, "tool_choice.")
        ?? Find(wire.OutputConfig?.Others, "output_config.")
        ?? Find(wire.OutputConfig?.Format?.Others, "output_config.format.");

    public static ApiError? FindMistake(MessagesTool tool, string param) =>
        Find(tool.Others, $"{param}.", IgnoredOfTools, RefusedOfTools);

    public static ApiError? FindMistake(MessagesBlock block, string param) =>
        Find(block.Others, $"{param}.", IgnoredOfBlocks, RefusedOfBlocks);

    public static ApiError? FindMistake(MessagesTurn turn, string param) => Find(turn.Others, $"{param}.");

    // By this code clients know that they have to send the whole conversation instead.
    private static ApiError? NameThread(ApiError? error) =>
        error?.Param == Thread ? error with { Code = "thread_unsupported_request" } : error;

    private static ApiError? Find(
        IDictionary<string, JsonElement>? others,
        string prefix,
        IReadOnlySet<string>? ignored = null,
        IReadOnlyDictionary<string, Func<JsonElement, bool>>? refused = null)
    {
        foreach ((string name, JsonElement value) in others ?? new Dictionary<string, JsonElement>())
        {
            if (ignored?.Contains(name) == true)
            {
                continue;
            }

            string param = prefix + name;
            if (!(refused ?? None).TryGetValue(name, out var asksForNothing))
            {
                return ApiError.UnknownField(param);
            }

            if (value.ValueKind != JsonValueKind.Null && !asksForNothing(value))
            {
                return ApiError.Unsupported(
                    param,
                    $"'{param}' would change the answer, and this server does not support it; leave it out.");
            }
        }

        return null;
    }

    private static bool IsEmptyArray(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    private static bool IsDirect(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals("direct");
}
