using System.Text.Json;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Generations;
using LightThinker.Server.Errors;

namespace LightThinker.Server.ChatCompletions;

/// <summary>
/// Decides over the request fields that have no effect here: those that cannot change the text are ignored, the rest
/// are refused by name. Stateless. The lists are documented in docs/api.md.
/// </summary>
internal static class FieldPolicy
{
    private static readonly Dictionary<string, Func<JsonElement, bool>> NoneRefused = [];

    /// <summary>Fields that label, store or speed up a request, but do not change its text.</summary>
    public static IReadOnlySet<string> Ignored { get; } = new HashSet<string>
    {
        "user", "metadata", "store", "service_tier", "prediction", "prompt_cache_key",
        "prompt_cache_retention", "safety_identifier",
    };

    /// <summary>Fields of the protocol that would change the answer, and the values that ask for nothing.</summary>
    public static IReadOnlyDictionary<string, Func<JsonElement, bool>> Refused { get; } =
        new Dictionary<string, Func<JsonElement, bool>>
        {
            ["audio"] = static _ => false,
            ["function_call"] = static value => IsText(value, "none") || IsText(value, "auto"),
            ["functions"] = IsEmptyArray,
            ["modalities"] = static value =>
                value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => IsText(item, "text")),
            ["verbosity"] = static value => IsText(value, "medium"),
            ["web_search_options"] = static _ => false,
        };

    /// <summary>The first field of a request that cannot be served; null where there is none.</summary>
    public static ApiError? FindMistake(GenerationFields request)
    {
        IReadOnlyDictionary<string, Func<JsonElement, bool>> refused =
            request is ChatCompletionRequest ? Refused : NoneRefused;
        foreach ((string name, JsonElement value) in request.Others ?? new Dictionary<string, JsonElement>())
        {
            if (Ignored.Contains(name))
            {
                continue;
            }

            if (!refused.TryGetValue(name, out var asksForNothing))
            {
                return ApiError.UnknownField(name);
            }

            if (value.ValueKind != JsonValueKind.Null && !asksForNothing(value))
            {
                return ApiError.Unsupported(
                    name,
                    $"'{name}' would change the answer, and this server does not support it; leave it out.");
            }
        }

        return FindUnknown(request.StreamOptions?.Others, "stream_options", "include_obfuscation")
            ?? FindUnknown(request.Compression?.Others, "compression");
    }

    /// <summary>The first field that is not among the allowed ones; null where there is none.</summary>
    public static ApiError? FindUnknown(
        IDictionary<string, JsonElement>? others,
        string parent,
        params ReadOnlySpan<string> allowed)
    {
        foreach (string name in others?.Keys ?? [])
        {
            if (!allowed.Contains(name))
            {
                return ApiError.UnknownField($"{parent}.{name}");
            }
        }

        return null;
    }

    private static bool IsText(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static bool IsEmptyArray(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;
}
