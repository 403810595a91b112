using System.Text.Json;

namespace LightThinker.OpenAI.Json;

/// <summary>
/// A mistake inside a value that a converter reads with a serializer of its own: the outer path is
/// <see cref="JsonException.Path"/>, set by the outer serializer, and <see cref="InnerPath"/> goes on from there.
/// </summary>
public sealed class NestedJsonException : JsonException
{
    public NestedJsonException()
    {
    }

    public NestedJsonException(string message)
        : base(message)
    {
    }

    public NestedJsonException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>For example <c>[1].text</c>; empty where the value itself is wrong.</summary>
    public string InnerPath { get; private init; } = "";

    internal static NestedJsonException From(JsonException exception) =>
        new(exception.Message, exception)
        {
            // Such a value may lie within another one.
            InnerPath = exception.Path?.TrimStart('$') + (exception as NestedJsonException)?.InnerPath,
        };
}
