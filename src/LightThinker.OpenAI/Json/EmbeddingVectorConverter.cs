using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Embeddings;

namespace LightThinker.OpenAI.Json;

/// <summary>A vector: a list of numbers, or base64 of 32-bit floats, least significant byte first. Stateless.</summary>
internal sealed class EmbeddingVectorConverter : JsonConverter<EmbeddingVector>
{
    public override EmbeddingVector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.TryGetBytesFromBase64(out byte[]? bytes) && bytes.Length % sizeof(float) == 0
                ? new EmbeddingVector(Decode(bytes), IsBase64: true)
                : throw new JsonException();
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var numbers = new List<float>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.TokenType == JsonTokenType.Number ? reader.GetSingle() : throw new JsonException());
        }

        return new EmbeddingVector(numbers);
    }

    public override void Write(Utf8JsonWriter writer, EmbeddingVector value, JsonSerializerOptions options)
    {
        if (value.IsBase64)
        {
            writer.WriteBase64StringValue(Encode(value.Numbers));
            return;
        }

        writer.WriteStartArray();
        foreach (float number in value.Numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static float[] Decode(byte[] bytes)
    {
        float[] numbers = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return numbers;
    }

    private static byte[] Encode(IReadOnlyList<float> numbers)
    {
        byte[] bytes = new byte[numbers.Count * sizeof(float)];
        for (int i = 0; i < numbers.Count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), numbers[i]);
        }

        return bytes;
    }
}
