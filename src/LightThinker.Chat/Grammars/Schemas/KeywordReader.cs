using System.Text.Json;
using LightThinker.Chat.Grammars.Numbers;
using LightThinker.Chat.Grammars.Strings;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Reads the keywords of one schema that stand by themselves. One thread, one schema.</summary>
/// <param name="document">Where subschemas get their numbers.</param>
/// <param name="location">The schema.</param>
internal sealed class KeywordReader(SchemaDocument document, SchemaLocation location)
{
    private readonly OrderedDictionary<string, SchemaLocation> _properties = [];
    private SchemaLocation? _additional;
    private SchemaLocation? _names;
    private List<SchemaLocation> _first = [];
    private SchemaLocation? _others;

    /// <param name="combining">Keywords that are not read here: they combine schemas.</param>
    public SchemaConstraints Read(List<SchemaKeyword> combining)
    {
        if (location.Element.ValueKind != JsonValueKind.Object)
        {
            return location.Element.ValueKind == JsonValueKind.True
                ? SchemaConstraints.Any
                : SchemaConstraints.Any with { Types = JsonTypes.None, IsTypeStated = true };
        }

        SchemaConstraints constraints = SchemaConstraints.Any;
        foreach (SchemaKeyword keyword in SchemaDocument.KeywordsOf(location))
        {
            if (keyword.Name is "$ref" or "allOf" or "anyOf" or "oneOf")
            {
                combining.Add(keyword);
            }
            else
            {
                constraints = constraints.And(ReadOne(keyword));
            }
        }

        return constraints with
        {
            Objects = _properties.Count > 0 || _additional is not null || _names is not null
                ? [new ObjectPart(_properties, _additional, _names)]
                : [],
            Arrays = _first.Count > 0 || _others is not null ? [new ArrayPart(_first, _others)] : [],
        };
    }

    private SchemaConstraints ReadOne(SchemaKeyword keyword) => keyword.Name switch
    {
        "type" => new() { Types = ReadTypes(keyword), IsTypeStated = true },
        "enum" => OneOf(keyword, [.. keyword.List()]),
        "const" => OneOf(keyword, [keyword.Value]),
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" =>
            new() { About = JsonTypes.Number, Numbers = ReadRange(keyword) },
        "minLength" or "maxLength" => new() { About = JsonTypes.String, Length = ReadCount(keyword) },
        "pattern" => new() { About = JsonTypes.String, Patterns = [TextPattern.OfPattern(keyword)] },
        "format" => new() { About = JsonTypes.String, Patterns = [TextPattern.OfFormat(keyword)] },
        "minItems" or "maxItems" => new() { About = JsonTypes.Array, ItemCount = ReadCount(keyword) },
        "minProperties" or "maxProperties" => new() { About = JsonTypes.Object, MemberCount = ReadCount(keyword) },
        "required" => new() { About = JsonTypes.Object, Required = [.. keyword.Texts().Distinct()] },
        "properties" or "additionalProperties" or "propertyNames" => ReadObject(keyword),
        "items" or "prefixItems" => ReadArray(keyword),
        "uniqueItems" => keyword.Flag()
            ? throw keyword.Error("is not supported as true: a grammar cannot keep items apart. Leave it out.")
            : SchemaConstraints.Any,
        _ => throw keyword.Error("is not supported; docs/structured-outputs.md lists what is."),
    };

    private static JsonTypes ReadTypes(SchemaKeyword keyword)
    {
        JsonTypes types = JsonTypes.None;
        IEnumerable<string> names = keyword.Value.ValueKind == JsonValueKind.String ? [keyword.Text()] : keyword.Texts();
        foreach (string name in names)
        {
            types |= name switch
            {
                "null" => JsonTypes.Null,
                "boolean" => JsonTypes.Boolean,
                "object" => JsonTypes.Object,
                "array" => JsonTypes.Array,
                "string" => JsonTypes.String,
                "integer" => JsonTypes.Integer,
                "number" => JsonTypes.Number,
                _ => throw keyword.Error("must be null, boolean, object, array, string, integer or number, or an array of these."),
            };
        }

        return types != JsonTypes.None ? types : throw keyword.Error("must name at least one type.");
    }

    private static SchemaConstraints OneOf(SchemaKeyword keyword, List<JsonElement> values) => values.Count switch
    {
        0 => throw keyword.Error("must hold at least one value."),
        > SchemaLimits.MaxValues => throw keyword.Error(
            $"holds {values.Count} values; at most {SchemaLimits.MaxValues} are allowed."),
        _ when values.Any(value => value.ValueKind == JsonValueKind.Number && !JsonDecimal.TryParse(value.GetRawText(), out JsonDecimal _)) =>
            throw keyword.Error("holds a number of more than 400 digits or with an exponent beyond 400."),
        _ => new() { Values = values, IsTypeStated = true },
    };

    private static NumberRange ReadRange(SchemaKeyword keyword)
    {
        JsonDecimal number = keyword.Number();
        return keyword.Name switch
        {
            "minimum" => new NumberRange(Min: number),
            "exclusiveMinimum" => new NumberRange(Min: number, MinIsExcluded: true),
            "maximum" => new NumberRange(Max: number),
            "exclusiveMaximum" => new NumberRange(Max: number, MaxIsExcluded: true),
            _ => number is { Unscaled.IsOne: true, Exponent: >= -15 and <= 15 }
                ? new NumberRange(Step: number.Exponent)
                : throw keyword.Error("is supported for 1, 10, 100, … and 0.1, 0.01, … only."),
        };
    }

    private static CountRange ReadCount(SchemaKeyword keyword) => keyword.Name.StartsWith("min", StringComparison.Ordinal)
        ? new CountRange(Min: keyword.Minimum())
        : new CountRange(Max: keyword.Count());

    private SchemaConstraints ReadObject(SchemaKeyword keyword)
    {
        if (keyword.Name == "properties")
        {
            foreach ((string name, SchemaLocation schema) in keyword.NamedSchemas(document))
            {
                _properties.Add(name, schema);
            }
        }
        else if (keyword.Name == "additionalProperties")
        {
            _additional = keyword.Schema(document);
        }
        else
        {
            _names = keyword.Schema(document);
        }

        return new() { About = JsonTypes.Object };
    }

    private SchemaConstraints ReadArray(SchemaKeyword keyword)
    {
        if (keyword.Name == "prefixItems")
        {
            _first = keyword.Schemas(document);
        }
        else if (keyword.Value.ValueKind == JsonValueKind.Array)
        {
            throw keyword.Error("must be one schema; write a list of schemas as 'prefixItems'.");
        }
        else
        {
            _others = keyword.Schema(document);
        }

        return new() { About = JsonTypes.Array };
    }
}
