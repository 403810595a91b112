using System.Text.Json;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// Looks a schema over before anything else does, so that what follows may recurse through its JSON and read its texts. Stateless
/// and thread-safe; it does not recurse itself.
/// </summary>
internal static class SchemaScan
{
    /// <exception cref="JsonSchemaException">The JSON is too large, too deep, or holds text that is no Unicode.</exception>
    public static void Check(JsonElement schema)
    {
        if (schema.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            throw new JsonSchemaException("", null, "must be an object or a boolean.");
        }

        int length = schema.GetRawText().Length;
        if (length > SchemaLimits.MaxLength)
        {
            throw new JsonSchemaException("", null, $"has {length} characters; at most {SchemaLimits.MaxLength} are allowed.");
        }

        var open = new Stack<(JsonElement Element, int Depth)>([(schema, 1)]);
        while (open.TryPop(out (JsonElement Element, int Depth) next))
        {
            if (next.Depth > SchemaLimits.MaxDepth)
            {
                throw new JsonSchemaException("", null, $"is nested more than {SchemaLimits.MaxDepth} levels deep.");
            }

            Visit(next.Element, next.Depth + 1, open);
        }
    }

    private static void Visit(JsonElement element, int depth, Stack<(JsonElement Element, int Depth)> open)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    open.Push((property.Value, depth));
                }
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in element.EnumerateArray())
                {
                    open.Push((item, depth));
                }
            }
            else if (element.ValueKind == JsonValueKind.String)
            {
                _ = element.GetString();
            }
        }
        catch (InvalidOperationException cause)
        {
            throw new JsonSchemaException("the schema holds a text with half a surrogate pair, which is no character.", cause);
        }
    }
}
