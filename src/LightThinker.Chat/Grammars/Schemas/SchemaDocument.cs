using System.Text.Json;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// The subschemas of a schema that were met so far, each with a number. A schema that is nothing but a <c>$ref</c> is the one that
/// it refers to. One thread at a time.
/// </summary>
/// <param name="root">The whole schema.</param>
internal sealed class SchemaDocument(JsonElement root)
{
    private static readonly HashSet<string> Annotations =
    [
        "$anchor", "$comment", "$defs", "$id", "$schema", "default", "definitions", "deprecated", "description", "examples",
        "readOnly", "title", "writeOnly",
    ];

    private int _count;

    /// <summary>The place of the whole schema.</summary>
    public SchemaPath Root { get; } = new();

    /// <summary>The keywords of a schema that are more than annotations; of two of the same name the last one.</summary>
    public static IEnumerable<SchemaKeyword> KeywordsOf(SchemaLocation location) => location.Element.EnumerateObject()
        .Where(property => !Annotations.Contains(property.Name))
        .GroupBy(property => property.Name)
        .Select(properties => new SchemaKeyword(location, properties.Key, properties.Last().Value));

    /// <summary>Gives a subschema its number; the same one each time.</summary>
    /// <exception cref="JsonSchemaException">It is no schema, there are too many, or it refers to nothing.</exception>
    public SchemaLocation Add(JsonElement element, SchemaPath path)
    {
        var passed = new HashSet<SchemaPath>();
        while (true)
        {
            SchemaLocation location = Register(element, path);
            if (LoneReferenceOf(location) is not { } reference)
            {
                return location;
            }

            if (!passed.Add(path))
            {
                throw reference.Error("refers to itself without a value between, so it can never end.");
            }

            if (passed.Count > SchemaLimits.MaxReferences)
            {
                throw reference.Error($"is one of more than {SchemaLimits.MaxReferences} that lead from one to the next.");
            }

            (element, path) = Find(reference);
        }
    }

    /// <summary>The schema that a <c>$ref</c> refers to.</summary>
    public SchemaLocation Resolve(SchemaKeyword reference)
    {
        (JsonElement element, SchemaPath path) = Find(reference);
        return Add(element, path);
    }

    private static SchemaKeyword? LoneReferenceOf(SchemaLocation location)
    {
        if (location.Element.ValueKind != JsonValueKind.Object || !location.Element.TryGetProperty("$ref", out _))
        {
            return null;
        }

        return KeywordsOf(location).ToList() is [var only] ? only : null;
    }

    private (JsonElement Element, SchemaPath Path) Find(SchemaKeyword reference)
    {
        string text = reference.Text();
        if (text != "#" && !text.StartsWith("#/", StringComparison.Ordinal))
        {
            throw reference.Error("must be '#' or begin with '#/': other documents, ids and anchors are not supported.");
        }

        SchemaPath path = Root;
        return JsonPointer.Follow(root, text[1..], ref path) is { } element
            ? (element, path)
            : throw reference.Error($"refers to '{(text.Length <= 100 ? text : text[..100] + "…")}', which does not exist.");
    }

    private SchemaLocation Register(JsonElement element, SchemaPath path)
    {
        if (path.Schema is { } known)
        {
            return known;
        }

        var location = new SchemaLocation(_count, element, path);
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            throw location.Error(null, "must be an object or a boolean.");
        }

        if (_count == SchemaLimits.MaxSchemas)
        {
            throw location.Error(null, $"is one too many: at most {SchemaLimits.MaxSchemas} subschemas are allowed.");
        }

        _count++;
        path.Schema = location;
        return location;
    }
}
