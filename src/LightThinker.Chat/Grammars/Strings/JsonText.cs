using System.Globalization;
using System.Text;
using LightThinker.Chat.Grammars.Rules;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>How strings are written in JSON: each character in one way, escaped only if it must be. Stateless and thread-safe.</summary>
internal static class JsonText
{
    /// <summary>A string as JSON, with its quotes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char character in text)
        {
            quoted.Append(CodePoints.Escaped.Contains(character) ? Escape(character) : character.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The number of characters that JSON Schema counts: code points.</summary>
    public static int LengthOf(string text) => text.EnumerateRunes().Count();

    /// <summary>A GBNF expression of one character of a set.</summary>
    /// <param name="rules">Where a rule is added if the expression is a long one.</param>
    /// <param name="characters">Not empty.</param>
    public static string OneOf(GrammarRules rules, CodePoints characters)
    {
        var alternatives = new List<string>();
        if (characters.Except(CodePoints.Escaped) is { IsEmpty: false } plain)
        {
            alternatives.Add(Gbnf.Class(plain));
        }

        CodePoints escapes = characters.Intersect(CodePoints.Escaped);
        if (CodePoints.Escaped.Except(escapes).IsEmpty)
        {
            return rules.Named("set", string.Join(" | ", [.. alternatives, rules.Shared(SharedRule.Escaped)]));
        }

        foreach ((int first, int last) in escapes.Ranges)
        {
            for (int escaped = first; escaped <= last; escaped++)
            {
                alternatives.Add(Gbnf.Literal(Escape((char)escaped)));
            }
        }

        return alternatives.Count == 1 ? alternatives[0] : rules.Named("set", string.Join(" | ", alternatives));
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}
