namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Says why no value of a node can be written to its end. Stateless and thread-safe.</summary>
internal static class DeadEnd
{
    /// <param name="node">One that cannot end.</param>
    public static JsonSchemaException Explain(SchemaNode node)
    {
        // Each that cannot end needs another that cannot, until one needs none or the way comes round.
        var passed = new HashSet<SchemaNode>();
        while (passed.Add(node))
        {
            if (Needed(node) is not { } needed)
            {
                return new JsonSchemaException(node.Set.Path, null, "allows no value: its constraints contradict one another.");
            }

            node = needed;
        }

        return new JsonSchemaException(
            node.Set.Path, null, "can never end: each of its values needs another one inside. Give the recursion an end.");
    }

    private static SchemaNode? Needed(SchemaNode node) => ((IEnumerable<SchemaNode>)
    [
        .. node.Unions,
        .. node.Objects.SelectMany(shape => shape.Members).Where(member => member.IsRequired).Select(member => member.Value),
        .. node.Arrays.SelectMany(shape => shape.First.Append(shape.Others).OfType<SchemaNode>().Take(shape.Count.Min)),
    ]).FirstOrDefault(needed => !needed.CanEnd);
}
