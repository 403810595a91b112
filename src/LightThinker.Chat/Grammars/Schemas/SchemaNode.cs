namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>A rule in the making: the values at one kind of place in the schema. One thread at a time.</summary>
/// <param name="rule">The name of its rule.</param>
/// <param name="set">What its values must match.</param>
internal sealed class SchemaNode(string rule, SchemaSet set)
{
    public string Rule => rule;

    public SchemaSet Set => set;

    /// <summary>GBNF expressions that are alternatives and need no other node.</summary>
    public List<string> Expressions { get; } = [];

    public List<ObjectShape> Objects { get; } = [];

    public List<ArrayShape> Arrays { get; } = [];

    /// <summary>Nodes that are alternatives as a whole.</summary>
    public List<SchemaNode> Unions { get; } = [];

    /// <summary>Whether some value can be written to its end.</summary>
    public bool CanEnd { get; private set; }

    /// <summary>Finds out whether a value can end, as far as that is known of the nodes it needs.</summary>
    /// <returns>Whether that has become known now.</returns>
    public bool Settle()
    {
        if (CanEnd)
        {
            return false;
        }

        CanEnd = Expressions.Count > 0 || Objects.Any(shape => shape.CanEnd) || Arrays.Any(shape => shape.CanEnd)
            || Unions.Any(node => node.CanEnd);
        return CanEnd;
    }
}
