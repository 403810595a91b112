using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Inputs;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Requests;

/// <summary>Says what the wire records expect at a place in a body. Stateless.</summary>
internal static class WireShape
{
    /// <summary>What is expected at a path, for example <c>a number</c>.</summary>
    public static string Of(Type record, string path)
    {
        if (path == "$.stop")
        {
            return "a string or an array of strings";
        }

        IReadOnlyList<string> steps = JsonPath.Split(path);
        if (steps.Count > 0 && Next(record, steps[0]) == typeof(TextInput))
        {
            return OfInput(steps);
        }

        Type? type = record;
        foreach (string step in steps)
        {
            type = type is null ? null : Next(type, step);
        }

        return Describe(type);
    }

    // The first element of the list decides what the others must be.
    private static string OfInput(IReadOnlyList<string> steps) => steps.Count switch
    {
        1 => "a string, or an array of strings, of token ids or of arrays of token ids",
        2 when steps[1] == "[0]" => "a string, a token id or an array of token ids",
        2 => $"the same as in '{steps[0]}[0]', which is a string, a token id or an array of token ids",
        _ => "a token id",
    };

    private static Type? Next(Type type, string step)
    {
        if (type == typeof(MessageContent))
        {
            return typeof(ContentPart);
        }

        if (type == typeof(ResponseInput))
        {
            return typeof(ResponseItem);
        }

        if (type == typeof(ResponseContent))
        {
            return typeof(ResponseContentPart);
        }

        // A dictionary comes first, because its keys may look like indices.
        JsonTypeInfo? info = WireJson.Context.GetTypeInfo(type)
            ?? AnthropicJson.Context.GetTypeInfo(type)
            ?? ResponsesJson.Context.GetTypeInfo(type);
        if (info is { Kind: JsonTypeInfoKind.Dictionary })
        {
            return info.ElementType;
        }

        if (JsonPath.IsIndex(step, out _))
        {
            return type.IsGenericType ? type.GetGenericArguments()[0] : null;
        }

        return info?.Properties.FirstOrDefault(property => property.Name == step)?.PropertyType;
    }

    private static string Describe(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            null => "another type",
            _ when type == typeof(string) => "a string",
            _ when type == typeof(bool) => "a boolean",
            _ when type == typeof(int) || type == typeof(long) => "an integer",
            _ when type == typeof(double) => "a number",
            _ when type == typeof(JsonElement) => "a value",
            _ when type == typeof(MessageContent) || type == typeof(ResponseContent) => "a string or an array of parts",
            _ when type == typeof(ResponseInput) => "a string or an array of items",
            _ when type == typeof(IReadOnlyList<MessagesBlock>) => "a string or an array of blocks",
            _ when type == typeof(CompressionParameters) => "a method's name or an object",
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => "an array",
            _ => "an object",
        };
    }
}
