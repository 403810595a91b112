using System.Text.Json.Nodes;

namespace LightThinker.TestKit.Schemas;

/// <summary>Makes random JSON schemas that use all that is supported. One thread at a time.</summary>
/// <param name="random">Seeded by the test.</param>
/// <param name="isBounded">
/// Whether every text and list has an end near by, so that a model that was not trained to end them writes them whole.
/// </param>
public sealed class RandomSchemas(Random random, bool isBounded = false)
{
    private const int Definitions = 3;

    private static readonly string[] Names = ["a", "ab", "b", "name", "größe", "x\"y", "\\", "line\nbreak", "", "😀"];

    private static readonly string[] Patterns =
    [
        "^[a-c]{2,4}$", "^\\d+$", "a", "^x|y$", "^(?:ab|cd)*e?$", "\\s", "^[^\"a-z]{3}$", "^\\w+-\\d{2,}$", "\"", "^.$", "^\\u00e9\\S?$", "^$",
        "^(a(b(c|d)?)?){1,2}",
    ];

    /// <summary>A schema whose references lead to its own definitions.</summary>
    public string Schema()
    {
        JsonObject schema = Any(3);
        var definitions = new JsonObject();
        for (int i = 0; i < Definitions; i++)
        {
            definitions[$"d{i}"] = Any(2);
        }

        schema["$defs"] = definitions;
        return schema.ToJsonString();
    }

    private JsonObject Any(int depth) => random.Next(depth > 0 ? 18 : 9) switch
    {
        0 when isBounded => new() { ["type"] = Pick("null", "boolean", "integer", "number") },
        0 => new() { ["type"] = Pick("null", "boolean", "string", "integer", "number") },
        1 => Bounded(new() { ["type"] = "integer" }, isWhole: true),
        2 => Bounded(new() { ["type"] = "number" }, isWhole: random.Next(2) == 0),
        3 => Text(),
        4 when isBounded => new() { ["type"] = "string", ["pattern"] = Pick(Patterns), ["maxLength"] = 12 },
        4 => new() { ["type"] = "string", ["pattern"] = Pick(Patterns) },
        5 => new() { ["type"] = "string", ["pattern"] = Pick("^[a-z]*$", "b", "^\\d*\\.?\\d*$"), ["minLength"] = random.Next(3), ["maxLength"] = random.Next(3, 8) },
        6 => new() { ["enum"] = Values() },
        7 => new() { ["const"] = Value() },
        8 => new() { ["type"] = new JsonArray("null", Pick("boolean", "integer", isBounded ? "number" : "string")), ["description"] = "either" },
        9 or 10 or 11 => Object(depth),
        12 => Map(depth),
        13 => Array(depth),
        14 => Tuple(depth),
        15 => new() { ["anyOf"] = Schemas(depth, random.Next(1, 4)) },
        16 => OneOf(depth),
        _ => random.Next(3) switch
        {
            0 => new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, Reference()) },
            1 => Merged(depth),
            _ when isBounded => Text(),
            _ => [],
        },
    };

    private JsonObject Bounded(JsonObject schema, bool isWhole)
    {
        decimal low = isWhole ? random.Next(-2_000, 2_000) : random.Next(-20_000, 20_000) / 100m;
        decimal high = low + random.Next(10, 20_000);
        if (random.Next(4) > 0)
        {
            schema[Pick("minimum", "exclusiveMinimum")] = low;
        }

        if (random.Next(4) > 0)
        {
            schema[Pick("maximum", "exclusiveMaximum")] = high;
        }

        if (isWhole && random.Next(4) == 0)
        {
            schema["multipleOf"] = random.Next(2) == 0 ? 1 : 10;
        }

        return schema;
    }

    private JsonObject Text()
    {
        var schema = new JsonObject { ["type"] = "string" };
        int least = random.Next(4);
        if (random.Next(2) == 0)
        {
            schema["minLength"] = least;
        }

        if (isBounded || random.Next(2) == 0)
        {
            schema["maxLength"] = least + random.Next(6);
        }

        return schema;
    }

    private JsonObject Object(int depth)
    {
        string[] names = [.. random.GetItems(Names, random.Next(1, 6)).Distinct()];
        var properties = new JsonObject();
        foreach (string name in names)
        {
            properties[name] = Any(depth - 1);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        string[] required = [.. names.Where(_ => random.Next(2) == 0)];
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        switch (random.Next(4))
        {
            case 0:
                schema["additionalProperties"] = false;
                break;
            case 1 when !isBounded:
                schema["additionalProperties"] = Any(depth - 1);
                break;
            case 2:
                schema["maxProperties"] = Math.Max(1, required.Length);
                schema["minProperties"] = Math.Max(0, required.Length - 1);
                break;
        }

        // A reference that need not be followed, so that recursion can end.
        if (random.Next(4) == 0 && !properties.ContainsKey("next"))
        {
            properties["next"] = Reference();
        }

        return schema;
    }

    private JsonObject Map(int depth)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = Any(depth - 1), ["maxProperties"] = random.Next(1, 4) };
        if (isBounded || random.Next(2) == 0)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = "^[a-d]{1,3}$" };
        }

        return schema;
    }

    private JsonObject Array(int depth)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Any(depth - 1) };
        int least = random.Next(3);
        if (random.Next(2) == 0)
        {
            schema["minItems"] = least;
        }

        if (isBounded || random.Next(2) == 0)
        {
            schema["maxItems"] = least + random.Next(3);
        }

        return schema;
    }

    private JsonObject Tuple(int depth)
    {
        var schema = new JsonObject { ["type"] = "array", ["prefixItems"] = Schemas(depth, random.Next(1, 4)), ["minItems"] = random.Next(3) };
        if (isBounded || random.Next(2) == 0)
        {
            schema["items"] = isBounded || random.Next(2) == 0 ? false : Any(depth - 1);
        }

        return schema;
    }

    // Different types, or objects that a constant tells apart.
    private JsonObject OneOf(int depth) => random.Next(2) == 0
        ? new() { ["oneOf"] = new JsonArray(Text(), Bounded(new() { ["type"] = "integer" }, isWhole: true), Object(depth)) }
        : new()
        {
            ["type"] = "object",
            ["oneOf"] = new JsonArray(Tagged("one", depth), Tagged("two", depth)),
        };

    private JsonObject Tagged(string kind, int depth) => new()
    {
        ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind }, ["value"] = Any(depth - 1) },
        ["required"] = new JsonArray("kind"),
    };

    private JsonObject Merged(int depth) => new()
    {
        ["allOf"] = new JsonArray(
            new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["a"] = Any(depth - 1) }, ["required"] = new JsonArray("a") },
            new JsonObject { ["properties"] = new JsonObject { ["b"] = Any(depth - 1) }, ["additionalProperties"] = !isBounded && random.Next(2) == 0 }),
    };

    private JsonObject Reference() => new() { ["$ref"] = $"#/$defs/d{random.Next(Definitions)}" };

    private JsonArray Schemas(int depth, int count) => [.. Enumerable.Range(0, count).Select(_ => Any(depth - 1))];

    private JsonArray Values() => [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Value())];

    private JsonNode? Value() => random.Next(7) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-50, 50),
        3 => random.Next(-500, 500) / 8m,
        4 => new JsonArray(1, Pick(Names), new JsonArray()),
        5 => new JsonObject { [Pick(Names)] = Pick(Names), ["o"] = new JsonObject() },
        _ => Pick(Names),
    };

    private string Pick(params string[] texts) => texts[random.Next(texts.Length)];
}
