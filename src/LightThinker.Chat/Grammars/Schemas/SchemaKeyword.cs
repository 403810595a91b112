using System.Globalization;
using System.Numerics;
using System.Text.Json;
using LightThinker.Chat.Grammars.Numbers;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>A keyword with its value, read as what the keyword needs. Immutable.</summary>
/// <param name="Owner">The schema that it is in.</param>
/// <param name="Name">The keyword.</param>
/// <param name="Value">Its value.</param>
internal sealed record SchemaKeyword(SchemaLocation Owner, string Name, JsonElement Value)
{
    private SchemaPath Place => Owner.Path[Name];

    public JsonSchemaException Error(string problem) => Owner.Error(Name, problem);

    /// <summary>A whole number from 0 on; larger ones than an int holds become the largest int.</summary>
    public int Count()
    {
        JsonDecimal count = Number();
        return count.Unscaled.Sign >= 0 && count.IsInteger
            ? (int)BigInteger.Min(count.Floor(0), int.MaxValue)
            : throw Error("must be a whole number, 0 or more.");
    }

    /// <summary>A least number of things, all of which have to be written.</summary>
    public int Minimum() => Count() is var count && count <= SchemaLimits.MaxMinimum
        ? count
        : throw Error($"must not be above {SchemaLimits.MaxMinimum}.");

    public JsonDecimal Number() => Value.ValueKind != JsonValueKind.Number ? throw Error("must be a number.")
        : JsonDecimal.TryParse(Value.GetRawText(), out JsonDecimal number) ? number
        : throw Error("must have at most 400 digits, and an exponent from -400 to 400.");

    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Value.ValueKind == JsonValueKind.True
        : throw Error("must be true or false.");

    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Error("must be a string.");

    public IEnumerable<string> Texts()
    {
        foreach (JsonElement item in List())
        {
            yield return item.ValueKind == JsonValueKind.String
                ? item.GetString()!
                : throw Error("must be an array of strings.");
        }
    }

    public IEnumerable<JsonElement> List() =>
        Value.ValueKind == JsonValueKind.Array ? Value.EnumerateArray() : throw Error("must be an array.");

    /// <summary>An array of schemas, not empty.</summary>
    public List<SchemaLocation> Schemas(SchemaDocument document)
    {
        List<SchemaLocation> schemas =
            [.. List().Select((schema, index) => document.Add(schema, Place[index.ToString(CultureInfo.InvariantCulture)]))];
        return schemas.Count switch
        {
            0 => throw Error("must not be empty."),
            > SchemaLimits.MaxAlternatives => throw Error(
                $"holds {schemas.Count} schemas; at most {SchemaLimits.MaxAlternatives} are allowed."),
            _ => schemas,
        };
    }

    public SchemaLocation Schema(SchemaDocument document) => document.Add(Value, Place);

    /// <summary>Schemas by name; of two of the same name the last one holds.</summary>
    public IEnumerable<(string Name, SchemaLocation Schema)> NamedSchemas(SchemaDocument document)
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            throw Error("must be an object.");
        }

        var schemas = new OrderedDictionary<string, JsonElement>();
        foreach (JsonProperty property in Value.EnumerateObject())
        {
            schemas[property.Name] = property.Value;
        }

        return schemas.Count <= SchemaLimits.MaxProperties
            ? schemas.Select(pair => (pair.Key, document.Add(pair.Value, Place[pair.Key])))
            : throw Error($"has {schemas.Count} properties; at most {SchemaLimits.MaxProperties} are allowed.");
    }
}
