using LightThinker.Chat.Grammars.Rules;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Writes the rule of a node. Stateless and thread-safe.</summary>
internal static class NodeWriter
{
    /// <summary>The nodes that a node's rule may name.</summary>
    public static IEnumerable<SchemaNode> Uses(SchemaNode node) =>
    [
        .. node.Unions,
        .. node.Objects.SelectMany(shape => shape.Members).Select(member => member.Value),
        .. node.Objects.Select(shape => shape.Others).OfType<SchemaNode>(),
        .. node.Arrays.SelectMany(shape => shape.First),
        .. node.Arrays.Select(shape => shape.Others).OfType<SchemaNode>(),
    ];

    /// <param name="rules">Where further rules are added.</param>
    /// <param name="node">One that can end.</param>
    /// <returns>The right side of its rule.</returns>
    public static string Write(GrammarRules rules, SchemaNode node) => string.Join(" | ", (IEnumerable<string>)
    [
        .. node.Unions.Where(used => used.CanEnd).Select(used => used.Rule),
        .. node.Objects.Where(shape => shape.CanEnd).Select(shape => new ObjectRules(rules, node, shape).Write()),
        .. node.Arrays.Where(shape => shape.CanEnd).Select(shape => ArrayRules.Write(rules, node, shape)),
        .. node.Expressions.Distinct(),
    ]);
}
