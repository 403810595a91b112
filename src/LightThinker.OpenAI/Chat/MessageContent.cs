using System.Text.Json.Serialization;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Chat;

/// <summary>A message's content: either a text or a list of parts. Immutable.</summary>
[JsonConverter(typeof(MessageContentConverter))]
public sealed record MessageContent
{
    public MessageContent(string text) => Text = text;

    public MessageContent(IReadOnlyList<ContentPart> parts) => Parts = parts;

    /// <summary>Null where the content is a list of parts.</summary>
    public string? Text { get; }

    /// <summary>Null where the content is a text.</summary>
    public IReadOnlyList<ContentPart>? Parts { get; }
}
