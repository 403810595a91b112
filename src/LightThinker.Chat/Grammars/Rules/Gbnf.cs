using System.Globalization;
using System.Text;
using LightThinker.Chat.Grammars.Strings;

namespace LightThinker.Chat.Grammars.Rules;

/// <summary>Writes the elements of GBNF. Stateless and thread-safe.</summary>
internal static class Gbnf
{
    /// <summary>A literal; the text has no control characters and no half surrogate pairs.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (char character in text)
        {
            literal.Append(character is '"' or '\\' ? "\\" : "").Append(character);
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A class of characters.</summary>
    /// <param name="characters">Not empty.</param>
    public static string Class(CodePoints characters)
    {
        var text = new StringBuilder("[");
        foreach ((int first, int last) in characters.Ranges)
        {
            AppendCharacter(text, first);
            if (last > first)
            {
                AppendCharacter(text.Append(last > first + 1 ? "-" : ""), last);
            }
        }

        return text.Append(']').ToString();
    }

    /// <summary>Alternatives, in parentheses if there are several.</summary>
    public static string OneOf(IReadOnlyCollection<string> alternatives) =>
        alternatives.Count == 1 ? alternatives.First() : $"({string.Join(" | ", alternatives)})";

    private static void AppendCharacter(StringBuilder text, int codePoint) => text.Append(codePoint switch
    {
        < 0x80 when char.IsAsciiLetterOrDigit((char)codePoint) => ((char)codePoint).ToString(),
        < 0x100 => string.Create(CultureInfo.InvariantCulture, $"\\x{codePoint:X2}"),
        < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{codePoint:X4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{codePoint:X8}"),
    });
}
