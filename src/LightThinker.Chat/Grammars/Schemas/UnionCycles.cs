namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Finds schemas that are alternatives of themselves. Stateless and thread-safe.</summary>
internal static class UnionCycles
{
    /// <exception cref="JsonSchemaException">There is one.</exception>
    public static void Check(IReadOnlyList<SchemaNode> nodes)
    {
        var ended = new HashSet<SchemaNode>();
        var path = new Stack<(SchemaNode Node, int Next)>();
        var isOnPath = new HashSet<SchemaNode>();
        foreach (SchemaNode start in nodes.Where(node => !ended.Contains(node)))
        {
            path.Push((start, 0));
            isOnPath.Add(start);
            while (path.TryPop(out (SchemaNode Node, int Next) place))
            {
                if (place.Next == place.Node.Unions.Count)
                {
                    isOnPath.Remove(place.Node);
                    ended.Add(place.Node);
                    continue;
                }

                path.Push(place with { Next = place.Next + 1 });
                SchemaNode used = place.Node.Unions[place.Next];
                if (isOnPath.Contains(used))
                {
                    throw new JsonSchemaException(
                        used.Set.Path, null, "refers to itself without a value between, so it can never end.");
                }

                if (!ended.Contains(used))
                {
                    path.Push((used, 0));
                    isOnPath.Add(used);
                }
            }
        }
    }
}
