using System.Text.Json;
using LightThinker.Chat.Grammars.Numbers;
using LightThinker.Chat.Grammars.Rules;
using LightThinker.Chat.Grammars.Strings;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Finds the alternatives of a node. One thread, one schema.</summary>
/// <param name="document">The schemas.</param>
/// <param name="rules">Where rules of strings and numbers are added.</param>
/// <param name="nodeOf">Gives the node of a set of schemas.</param>
internal sealed class NodeReader(SchemaDocument document, GrammarRules rules, Func<SchemaSet, SchemaNode> nodeOf)
{
    private readonly SchemaNormalizer _normalizer = new(document);

    public void Read(SchemaNode node)
    {
        if (UnionOf(node.Set) is { } schemas)
        {
            node.Unions.AddRange(schemas.Select(schema => nodeOf(SchemaSet.Of([schema]))));
            return;
        }

        foreach (SchemaConstraints constraints in _normalizer.Normalize(node.Set))
        {
            Read(node, constraints);
        }

        _normalizer.CheckDisjoint();
    }

    // An anyOf that stands alone needs no multiplying out: its schemas can be rules of their own.
    private List<SchemaLocation>? UnionOf(SchemaSet set) =>
        set.Locations is [{ Element.ValueKind: JsonValueKind.Object } only]
        && SchemaDocument.KeywordsOf(only).ToList() is [{ Name: "anyOf" } keyword]
            ? keyword.Schemas(document)
            : null;

    private void Read(SchemaNode node, SchemaConstraints constraints)
    {
        if (constraints.Values is { } values)
        {
            AddValues(node, constraints, values);
            return;
        }

        JsonTypes types = constraints.WrittenTypes;
        if (types == JsonTypes.All && constraints.About == JsonTypes.None)
        {
            node.Expressions.Add(rules.Shared(SharedRule.Value));
            return;
        }

        if ((types & JsonTypes.Object) != 0)
        {
            node.Objects.Add(ReadObject(node, constraints));
        }

        if ((types & JsonTypes.Array) != 0)
        {
            node.Arrays.Add(ReadArray(constraints));
        }

        if ((types & JsonTypes.String) != 0)
        {
            Add(node, StringRules.Write(rules, constraints.Length, constraints.Patterns, node.Set));
        }

        if ((types & JsonTypes.Number) != 0)
        {
            NumberRange range = constraints.Numbers;
            Add(node, NumberRules.Write(rules, (types & JsonTypes.Fraction) == 0 ? range with { Step = Math.Max(range.Step ?? 0, 0) } : range));
        }

        Add(node, (types & JsonTypes.Boolean) != 0 ? rules.Shared(SharedRule.Boolean) : null);
        Add(node, (types & JsonTypes.Null) != 0 ? "\"null\"" : null);
    }

    private static void Add(SchemaNode node, string? expression)
    {
        if (expression is not null)
        {
            node.Expressions.Add(expression);
        }
    }

    private void AddValues(SchemaNode node, SchemaConstraints constraints, IReadOnlyList<JsonElement> values)
    {
        foreach (JsonElement value in values.Where(constraints.MayAllowButForValues))
        {
            bool isUndecided = JsonValue.TypeOf(value) switch
            {
                JsonTypes.String => constraints.Patterns.Count > 0,
                JsonTypes.Object => constraints.Objects.Count > 0 || constraints.MemberCount != CountRange.Any,
                JsonTypes.Array => constraints.Arrays.Count > 0,
                _ => false,
            };
            if (isUndecided)
            {
                throw new JsonSchemaException(
                    node.Set.Path, "enum", "or 'const' beside keywords for the inside of its values is not supported; leave those out.");
            }

            node.Expressions.Add(JsonValue.Write(rules, value));
        }
    }

    private ObjectShape ReadObject(SchemaNode node, SchemaConstraints constraints)
    {
        var view = new ObjectView(constraints);
        _normalizer.Count(view.Names.Count);
        if (view.Names.Count > SchemaLimits.MaxProperties)
        {
            throw new JsonSchemaException(
                node.Set.Path, "properties", $"come to {view.Names.Count}; at most {SchemaLimits.MaxProperties} are allowed.");
        }

        List<ObjectMember> members =
            [.. view.Names.Select(name => new ObjectMember(name, nodeOf(view.ValueOf(name)), view.Required.Contains(name)))];
        bool allowsOthers = view.AllowsOthers && _normalizer.Normalize(view.Others).Count > 0;
        string names = "";
        if (view.NameSchemas.Locations.Count > 0 && !IsAnyText(view.NameSchemas))
        {
            names = members.Count == 0 ? OtherNames(node, view) : throw new JsonSchemaException(
                node.Set.Path, "propertyNames", "beside 'properties' or 'required' is not supported.");
        }
        else if (allowsOthers)
        {
            names = members.Count == 0 ? rules.Shared(SharedRule.String) : OtherNameRules.Write(rules, view.Names, node.Set);
        }

        if (allowsOthers && constraints.MemberCount.Min > 1 + members.Count)
        {
            throw new JsonSchemaException(
                node.Set.Path, "minProperties", "is supported only up to one more than there are declared properties: "
                + "a grammar cannot see to it that names differ.");
        }

        return new ObjectShape(members, allowsOthers ? nodeOf(view.Others) : null, names, constraints.MemberCount);
    }

    private bool IsAnyText(SchemaSet names) => _normalizer.Normalize(names)
        .Any(one => (one.Types & JsonTypes.String) != 0 && one is { Values: null, Patterns.Count: 0 } && one.Length == CountRange.Any);

    private string OtherNames(SchemaNode node, ObjectView view)
    {
        var names = new List<string>();
        foreach (SchemaConstraints one in _normalizer.Normalize(view.NameSchemas))
        {
            if (one.Values is { } values)
            {
                names.AddRange(values.Where(value => value.ValueKind == JsonValueKind.String && one.MayAllowButForValues(value) && one.Patterns.Count == 0)
                    .Select(value => JsonValue.Write(rules, value)));
            }
            else if ((one.Types & JsonTypes.String) != 0
                && StringRules.Write(rules, one.Length, one.Patterns, node.Set) is { } expression)
            {
                names.Add(expression);
            }
        }

        return names.Count > 0 ? Gbnf.OneOf(names) : throw new JsonSchemaException(
            node.Set.Path, "propertyNames", "allows no name; write 'additionalProperties': false.");
    }

    private ArrayShape ReadArray(SchemaConstraints constraints)
    {
        int first = constraints.Arrays.Count == 0 ? 0 : constraints.Arrays.Max(part => part.First.Count);
        SchemaSet ItemAt(int index) => SchemaSet.Of(constraints.Arrays.Select(part => part[index]));

        // Behind declared first items nothing is written, unless something is said about it or the least number asks for it.
        bool hasOthers = first == 0 || constraints.Arrays.Any(part => part.Others is not null) || constraints.ItemCount.Min > first;
        return new ArrayShape(
            [.. Enumerable.Range(0, first).Select(index => nodeOf(ItemAt(index)))],
            hasOthers ? nodeOf(ItemAt(first)) : null,
            constraints.ItemCount);
    }
}
