using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>An item's content: either a text or a list of parts. Immutable.</summary>
[JsonConverter(typeof(ResponseContentConverter))]
public sealed record ResponseContent
{
    public ResponseContent(string text) => Text = text;

    public ResponseContent(IReadOnlyList<ResponseContentPart> parts) => Parts = parts;

    /// <summary>Null where the content is a list of parts.</summary>
    public string? Text { get; }

    /// <summary>Null where the content is a text; a part that was null is null here too.</summary>
    public IReadOnlyList<ResponseContentPart?>? Parts { get; }
}
