using System.Text.Json.Nodes;
using LightThinker.Chat.Grammars;
using LightThinker.Engine.Grammars;
using LightThinker.TestKit.Schemas;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class DamagedSchemaTests
{
    private static readonly string[] Keywords =
    [
        "type", "enum", "const", "properties", "required", "additionalProperties", "propertyNames", "minProperties", "maxProperties", "items",
        "prefixItems", "minItems", "maxItems", "minLength", "maxLength", "pattern", "format", "minimum", "exclusiveMaximum", "multipleOf", "anyOf",
        "oneOf", "allOf", "$ref", "$defs", "title",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1e300", "1e-300", "3.5", "\"\"", "\"#\"", "\"#/$defs/d0\"", "\"#/$defs/d1/items\"", "\"string\"", "\"object\"",
        "\"date\"", "\"^a{2,}(b|$)\"", "\"[\"", "[]", "[[]]", "[{}]", "[true,false]", "[\"a\",\"b\"]", "{}", "{\"a\":{}}", "{\"a\":false}", "{\"$ref\":\"#\"}",
        "{\"type\":\"integer\"}", "[{\"type\":\"null\"},{\"maximum\":3}]",
    ];

    // Whatever becomes of a schema, it is a grammar or an error that says so.
    [Fact]
    public void ToGbnf_DamagedSchemas_AreGrammarsOrErrors()
    {
        var random = new Random(8);
        var schemas = new RandomSchemas(random);
        int written = 0;
        for (int i = 0; i < 3_000; i++)
        {
            JsonNode schema = JsonNode.Parse(schemas.Schema())!;
            for (int damage = random.Next(1, 5); damage > 0; damage--)
            {
                Damage(schema, random);
            }

            try
            {
                Assert.NotNull(Grammar.Parse(SchemaProbe.Gbnf(schema.ToJsonString())));
                written++;
            }
            catch (JsonSchemaException error)
            {
                Assert.NotEmpty(error.Message);
            }
        }

        Assert.InRange(written, 300, 2_700);
    }

    private static void Damage(JsonNode schema, Random random)
    {
        List<JsonObject> objects = [.. Objects(schema)];
        JsonObject chosen = objects[random.Next(objects.Count)];
        string keyword = random.Next(3) == 0 && chosen.Count > 0
            ? chosen.ElementAt(random.Next(chosen.Count)).Key
            : Keywords[random.Next(Keywords.Length)];
        chosen[keyword] = JsonNode.Parse(Values[random.Next(Values.Length)]);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(member => Objects(member.Value)).Prepend(found),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
