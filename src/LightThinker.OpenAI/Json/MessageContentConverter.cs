using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;

namespace LightThinker.OpenAI.Json;

/// <summary>A message's content: a string, or a list of parts. Stateless.</summary>
internal sealed class MessageContentConverter : JsonConverter<MessageContent>
{
    public override MessageContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new MessageContent(reader.GetString()!);
            case JsonTokenType.StartArray:
                try
                {
                    return new MessageContent(
                        JsonSerializer.Deserialize(ref reader, WireJson.Context.IReadOnlyListContentPart)!);
                }
                catch (JsonException exception)
                {
                    throw NestedJsonException.From(exception);
                }

            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, MessageContent value, JsonSerializerOptions options)
    {
        if (value.Parts is { } parts)
        {
            JsonSerializer.Serialize(writer, parts, WireJson.Context.IReadOnlyListContentPart);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
