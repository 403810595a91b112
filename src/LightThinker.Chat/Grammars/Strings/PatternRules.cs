using LightThinker.Chat.Grammars.Rules;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>
/// Writes a pattern as GBNF, part by part. One thread, one pattern. It recurses through groups.
/// </summary>
/// <param name="rules">Where rules for parts that are repeated are added.</param>
internal sealed class PatternRules(GrammarRules rules)
{
    /// <returns>A GBNF expression, empty for the empty text; null if the pattern matches no text.</returns>
    public string? Write(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Characters characters:
                return characters.Set.IsEmpty ? null : JsonText.OneOf(rules, characters.Set);

            case PatternNode.Sequence sequence:
                List<string?> parts = [.. sequence.Parts.Select(Write)];
                return parts.Contains(null) ? null : string.Join(' ', parts.Where(part => part!.Length > 0));

            case PatternNode.Choice choice:
                List<string> choices = [.. choice.Parts.Select(Write).OfType<string>().Distinct()];
                return choices.Count == 0 ? null : Gbnf.OneOf([.. choices.Select(part => part.Length == 0 ? "\"\"" : part)]);

            case PatternNode.Repeat repeat:
                string? part = Write(repeat.Part);
                return part is null ? (repeat.Min == 0 ? "" : null)
                    : part.Length == 0 ? ""
                    : Repetition.Write(rules, rules.Named("part", part), repeat.Min, repeat.Max);

            default:
                throw new InvalidOperationException($"{node.GetType().Name} should have been resolved.");
        }
    }
}
