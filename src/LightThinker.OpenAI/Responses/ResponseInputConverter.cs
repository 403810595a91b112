using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Responses;

/// <summary>A request's input: a string, or a list of items. Stateless.</summary>
internal sealed class ResponseInputConverter : JsonConverter<ResponseInput>
{
    public override ResponseInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new ResponseInput(reader.GetString()!);
            case JsonTokenType.StartArray:
                try
                {
                    return new ResponseInput(
                        JsonSerializer.Deserialize(ref reader, ResponsesJson.Context.IReadOnlyListResponseItem)!);
                }
                catch (JsonException exception)
                {
                    throw NestedJsonException.From(exception);
                }

            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, ResponseInput value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Items!, ResponsesJson.Context.IReadOnlyListResponseItem);
        }
    }
}
