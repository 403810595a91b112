using LightThinker.Chat.Grammars.Rules;
using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>
/// Writes a rule for any name but some. Stateless and thread-safe. Each character can be written in one way only, so no name
/// comes in under another spelling.
/// </summary>
internal static class OtherNameRules
{
    /// <param name="rules">Where rules are added.</param>
    /// <param name="excluded">The names that are not matched.</param>
    /// <param name="place">Where the schema is, for messages.</param>
    /// <returns>The name of a rule that matches the names in quotes.</returns>
    public static string Write(GrammarRules rules, IReadOnlyList<string> excluded, SchemaSet place)
    {
        string any = rules.Named("text", $"{JsonText.OneOf(rules, CodePoints.All)}*");
        if (excluded.Sum(name => name.Length) > SchemaLimits.MaxExcluded)
        {
            throw new JsonSchemaException(
                place.Path, "additionalProperties", $"beside properties of more than {SchemaLimits.MaxExcluded} characters in all is "
                + "not supported; make it false.");
        }

        var root = new NameTree();
        foreach (string name in excluded)
        {
            root.Add(name);
        }

        // A name may leave the tree of excluded ones anywhere, and may end in it where none of these ends.
        root.Rule = rules.Reserve("other");
        var open = new Queue<NameTree>([root]);
        while (open.TryDequeue(out NameTree? tree))
        {
            var choices = new List<string>();
            foreach ((int character, NameTree next) in tree.Next)
            {
                next.Rule = rules.Reserve("other");
                open.Enqueue(next);
                choices.Add($"{JsonText.OneOf(rules, CodePoints.One(character))} {next.Rule}");
            }

            CodePoints others = CodePoints.Of(tree.Next.Keys.Select(character => (character, character))).Not();
            choices.Add($"{JsonText.OneOf(rules, others)} {any}");
            if (!tree.IsEnd)
            {
                choices.Add("\"\"");
            }

            rules.Define(tree.Rule, string.Join(" | ", choices));
        }

        return rules.Named("name", $"\"\\\"\" {root.Rule} \"\\\"\"");
    }
}
