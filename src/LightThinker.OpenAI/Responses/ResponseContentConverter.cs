using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Responses;

/// <summary>An item's content: a string, or a list of parts. Stateless.</summary>
internal sealed class ResponseContentConverter : JsonConverter<ResponseContent>
{
    public override ResponseContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new ResponseContent(reader.GetString()!);
            case JsonTokenType.StartArray:
                try
                {
                    return new ResponseContent(
                        JsonSerializer.Deserialize(ref reader, ResponsesJson.Context.IReadOnlyListResponseContentPart)!);
                }
                catch (JsonException exception)
                {
                    throw NestedJsonException.From(exception);
                }

            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, ResponseContent value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Parts!, ResponsesJson.Context.IReadOnlyListResponseContentPart);
        }
    }
}
