using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;

namespace LightThinker.OpenAI.Json;

/// <summary>The compression extension: a method's name, or an object with its parameters. Stateless.</summary>
internal sealed class CompressionParametersConverter : JsonConverter<CompressionParameters>
{
    public override CompressionParameters Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new CompressionParameters { Method = reader.GetString() };
            case JsonTokenType.StartObject:
                try
                {
                    return JsonSerializer.Deserialize(ref reader, WireJson.Context.CompressionParameters)!;
                }
                catch (JsonException exception)
                {
                    throw NestedJsonException.From(exception);
                }

            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, CompressionParameters value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, WireJson.Context.CompressionParameters);
}
