using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>Content: a list of blocks, or a string, which is one text block. Stateless.</summary>
internal sealed class MessagesContentConverter : JsonConverter<IReadOnlyList<MessagesBlock?>>
{
    public override IReadOnlyList<MessagesBlock?> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return [new MessagesBlock { Type = "text", Text = reader.GetString() }];
            case JsonTokenType.StartArray:
                try
                {
                    return JsonSerializer.Deserialize(ref reader, AnthropicJson.Context.IReadOnlyListMessagesBlock)!;
                }
                catch (JsonException exception)
                {
                    throw NestedJsonException.From(exception);
                }

            default:
                throw new JsonException();
        }
    }

    public override void Write(
        Utf8JsonWriter writer,
        IReadOnlyList<MessagesBlock?> value,
        JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, AnthropicJson.Context.IReadOnlyListMessagesBlock);
}
