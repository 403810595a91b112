using LightThinker.Chat.Grammars.Rules;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>
/// Writes a rule for any name but some. Stateless and thread-safe. Each character can be written in one way only, so no name
/// comes in under another spelling.
/// </summary>
internal static class OtherNameRules
{
    /// <returns>The name of a rule that matches the names in quotes.</returns>
    public static string Write(GrammarRules rules, IReadOnlyList<string> excluded)
    {
        string any = rules.Named("text", $"{JsonText.OneOf(rules, CodePoints.All)}*");
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
