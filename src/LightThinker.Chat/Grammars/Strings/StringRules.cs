using LightThinker.Chat.Grammars.Rules;
using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>Writes strings as GBNF. Stateless and thread-safe.</summary>
internal static class StringRules
{
    private const string Quote = "\"\\\"\"";

    /// <param name="rules">Where rules are added.</param>
    /// <param name="length">In characters.</param>
    /// <param name="patterns">All of these must match.</param>
    /// <param name="place">Where the schema is, for messages.</param>
    /// <returns>A GBNF expression with the quotes; null if no string is possible.</returns>
    public static string? Write(GrammarRules rules, CountRange length, IReadOnlyList<TextPattern> patterns, SchemaSet place)
    {
        if (length.IsEmpty)
        {
            return null;
        }

        if (patterns.Count == 0)
        {
            return length == CountRange.Any
                ? rules.Shared(SharedRule.String)
                : rules.Named("text", $"{Quote} {Repetition.Write(rules, rules.Shared(SharedRule.Character), length.Min, length.Max)} {Quote}");
        }

        PatternNode first = patterns[0].Whole;
        bool needsLength = first.MinLength < length.Min || (length.Max is { } max && !(first.MaxLength <= max));
        string? text = patterns.Count == 1 && !needsLength
            ? new PatternRules(rules).Write(first)
            : PatternAutomaton.Write(rules, length, [.. patterns.Select(pattern => pattern.Whole)], place);
        return text is null ? null : rules.Named("text", $"{Quote} {text} {Quote}");
    }
}
