using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>A request's input: either a user's text or a list of items. Immutable.</summary>
[JsonConverter(typeof(ResponseInputConverter))]
public sealed record ResponseInput
{
    public ResponseInput(string text) => Text = text;

    public ResponseInput(IReadOnlyList<ResponseItem> items) => Items = items;

    /// <summary>Null where the input is a list of items.</summary>
    public string? Text { get; }

    /// <summary>Null where the input is a text; an item that was null is null here too.</summary>
    public IReadOnlyList<ResponseItem?>? Items { get; }
}
