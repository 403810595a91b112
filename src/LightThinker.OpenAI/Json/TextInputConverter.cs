using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Inputs;

namespace LightThinker.OpenAI.Json;

/// <summary>A text, a list of texts, a list of token ids, or a list of such lists; an empty list counts as texts. Stateless.</summary>
internal sealed class TextInputConverter : JsonConverter<TextInput>
{
    public override TextInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new TextInput([reader.GetString()!], isOne: true);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Number => new TextInput([ReadTokens(ref reader, path: "")], isOne: true),
            JsonTokenType.StartArray => new TextInput(ReadLists(ref reader)),
            _ => new TextInput(ReadTexts(ref reader)),
        };
    }

    public override void Write(Utf8JsonWriter writer, TextInput value, JsonSerializerOptions options)
    {
        if (value is { IsOne: true, Texts: { } one })
        {
            writer.WriteStringValue(one[0]);
        }
        else if (value is { IsOne: true, Tokens: { } single })
        {
            WriteTokens(writer, single[0]);
        }
        else
        {
            writer.WriteStartArray();
            foreach (string text in value.Texts ?? [])
            {
                writer.WriteStringValue(text);
            }

            foreach (IReadOnlyList<int> tokens in value.Tokens ?? [])
            {
                WriteTokens(writer, tokens);
            }

            writer.WriteEndArray();
        }
    }

    // Each of these begins at the first element, or at the end of an empty list, and ends at the end of the list.
    private static List<string> ReadTexts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            texts.Add(reader.TokenType == JsonTokenType.String
                ? reader.GetString()!
                : throw NestedJsonException.At($"[{texts.Count}]"));
        }

        return texts;
    }

    private static List<IReadOnlyList<int>> ReadLists(ref Utf8JsonReader reader)
    {
        var lists = new List<IReadOnlyList<int>>();
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            string path = $"[{lists.Count}]";
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw NestedJsonException.At(path);
            }

            reader.Read();
            lists.Add(ReadTokens(ref reader, path));
        }

        return lists;
    }

    private static List<int> ReadTokens(ref Utf8JsonReader reader, string path)
    {
        var tokens = new List<int>();
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            tokens.Add(reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int token)
                ? token
                : throw NestedJsonException.At($"{path}[{tokens.Count}]"));
        }

        return tokens;
    }

    private static void WriteTokens(Utf8JsonWriter writer, IReadOnlyList<int> tokens)
    {
        writer.WriteStartArray();
        foreach (int token in tokens)
        {
            writer.WriteNumberValue(token);
        }

        writer.WriteEndArray();
    }
}
