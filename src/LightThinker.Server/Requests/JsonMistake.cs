using System.Text.Json;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Requests;

/// <summary>Says in a client's terms why a record could not be read from well-formed JSON. Stateless.</summary>
internal static class JsonMistake
{
    /// <summary>Names the field at fault, what was expected there and what came instead.</summary>
    public static ApiError Describe(JsonException exception, ReadOnlySpan<byte> body, Type record)
    {
        string path = (exception.Path ?? "$") + (exception as NestedJsonException)?.InnerPath;
        string? param = path == "$" ? null : path[1..].TrimStart('.');
        var reader = new Utf8JsonReader(body);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        if (JsonPath.IsRepeated(document.RootElement, path))
        {
            return ApiError.InvalidJson($"'{param}' comes twice; send it once.") with { Param = param };
        }

        if (exception.Message.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return ApiError.InvalidJson($"A name comes twice within '{param}'; send it once.") with { Param = param };
        }

        string actual = JsonPath.Find(document.RootElement, path) is { } value ? KindOf(value) : "something else";
        string expected = WireShape.Of(record, path);
        string message = param is null
            ? $"The request body must be {expected}, but is {actual}."
            : $"Invalid type for '{param}': expected {expected}, but got {actual} instead.";
        return ApiError.InvalidValue(param, message, "invalid_type");
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"the number {Shorten(value.GetRawText())}",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private static string Shorten(string text) => text.Length <= 24 ? text : text[..24] + "…";
}
