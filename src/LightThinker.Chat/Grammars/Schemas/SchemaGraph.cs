using System.Text.Json;
using LightThinker.Chat.Grammars.Rules;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// Makes the rules of one schema: finds which there are, leaves out what can never end, and writes the rest. One thread, one
/// schema. It keeps a list of what is still to do and does not recurse from value to value.
/// </summary>
internal sealed class SchemaGraph
{
    private readonly SchemaDocument _document;
    private readonly GrammarRules _rules;
    private readonly string _name;
    private readonly NodeReader _reader;
    private readonly SchemaNode _root;
    private readonly List<SchemaNode> _nodes = [];
    private readonly Dictionary<string, SchemaNode> _bySet = [];

    public SchemaGraph(JsonElement schema, GrammarRules rules, string name)
    {
        _document = new SchemaDocument(schema);
        _rules = rules;
        _name = name;
        _reader = new NodeReader(_document, rules, NodeOf);
        _root = NodeOf(SchemaSet.Of([_document.Add(schema, _document.Root)]));
    }

    /// <summary>Adds the rules.</summary>
    /// <returns>The rule of the whole schema.</returns>
    public string Write()
    {
        // Reading a node may add nodes behind it.
        for (int next = 0; next < _nodes.Count; next++)
        {
            _reader.Read(_nodes[next]);
        }

        UnionCycles.Check(_nodes);
        Settle();
        if (!_root.CanEnd)
        {
            throw DeadEnd.Explain(_root);
        }

        foreach (SchemaNode node in Needed())
        {
            _rules.Define(node.Rule, NodeWriter.Write(_rules, node));
        }

        return _root.Rule;
    }

    private SchemaNode NodeOf(SchemaSet set)
    {
        if (_bySet.TryGetValue(set.Key, out SchemaNode? known))
        {
            return known;
        }

        if (_nodes.Count == SchemaLimits.MaxSchemas)
        {
            throw new JsonSchemaException(set.Path, null, $"is one too many: at most {SchemaLimits.MaxSchemas} combinations are allowed.");
        }

        var node = new SchemaNode(_rules.Reserve(_name), set);
        _nodes.Add(node);
        _bySet.Add(set.Key, node);
        return node;
    }

    // A node is looked at again only once another that it needs is known to end.
    private void Settle()
    {
        ILookup<SchemaNode, SchemaNode> users = _nodes
            .SelectMany(node => NodeWriter.Uses(node).Distinct().Select(used => (Used: used, User: node)))
            .ToLookup(pair => pair.Used, pair => pair.User);
        var open = new Stack<SchemaNode>(_nodes);
        while (open.TryPop(out SchemaNode? node))
        {
            if (node.Settle())
            {
                foreach (SchemaNode user in users[node])
                {
                    open.Push(user);
                }
            }
        }
    }

    private List<SchemaNode> Needed()
    {
        var needed = new List<SchemaNode> { _root };
        var seen = new HashSet<SchemaNode>(needed);
        for (int next = 0; next < needed.Count; next++)
        {
            needed.AddRange(NodeWriter.Uses(needed[next]).Where(node => node.CanEnd && seen.Add(node)));
        }

        return needed;
    }
}
