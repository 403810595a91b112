using System.Globalization;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>Reads classes and escapes of a pattern. Stateless and thread-safe.</summary>
internal static class PatternClasses
{
    public static readonly CodePoints LineEnds = CodePoints.Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029));

    private static readonly CodePoints Digits = CodePoints.Of(('0', '9'));

    private static readonly CodePoints Words = CodePoints.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    private static readonly CodePoints Spaces = CodePoints.Of(
        (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
        (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    /// <summary>Reads a class behind its opening bracket.</summary>
    public static CodePoints Read(PatternText text)
    {
        bool isNegated = text.TryRead("^");
        var ranges = new List<(int, int)>();
        while (!text.TryRead("]"))
        {
            CodePoints first = ReadMember(text);
            if (text.IsNext("-") && !text.IsNext("-]"))
            {
                _ = text.TryRead("-");
                CodePoints last = ReadMember(text);
                first = OnlyOf(first) is { } from && OnlyOf(last) is { } to && from <= to
                    ? CodePoints.Of((from, to)).Intersect(CodePoints.All)
                    : throw text.Error("has a range in a class that is not from a lower to a higher character");
            }

            ranges.AddRange(first.Ranges);
        }

        CodePoints set = CodePoints.Of(ranges);
        return isNegated ? set.Not() : set;
    }

    /// <summary>Reads an escape behind its backslash.</summary>
    public static CodePoints ReadEscape(PatternText text) => text.Current switch
    {
        >= '1' and <= '9' or 'k' => throw text.Error("refers back to a group, which is not supported"),
        'b' or 'B' => throw text.Error("has a word boundary, which is not supported"),
        'p' or 'P' => throw text.Error("has a Unicode property (\\p), which is not supported; write the characters as a class"),
        _ => ReadCharacter(text),
    };

    private static CodePoints ReadMember(PatternText text)
    {
        if (text.IsAtEnd)
        {
            throw text.Error("has a '[' without a ']'");
        }

        if (!text.TryRead("\\"))
        {
            return CodePoints.One(text.ReadRune());
        }

        return text.TryRead("b") ? CodePoints.One('\b') : text.TryRead("-") ? CodePoints.One('-') : ReadEscape(text);
    }

    private static CodePoints ReadCharacter(PatternText text)
    {
        if (text.IsNext("u"))
        {
            return CodePoints.One(ReadUnicode(text));
        }

        int kind = text.ReadRune();
        return kind switch
        {
            'd' => Digits,
            'D' => Digits.Not(),
            'w' => Words,
            'W' => Words.Not(),
            's' => Spaces,
            'S' => Spaces.Not(),
            't' => CodePoints.One('\t'),
            'n' => CodePoints.One('\n'),
            'v' => CodePoints.One('\v'),
            'f' => CodePoints.One('\f'),
            'r' => CodePoints.One('\r'),
            '0' => CodePoints.One(0),
            'x' => CodePoints.One(text.ReadHex(2)),
            'c' => CodePoints.One(text.ReadRune() is var letter && letter < 0x80 && char.IsAsciiLetter((char)letter)
                ? letter % 32
                : throw text.Error("has a \\c without a letter")),
            < 0x80 when char.IsAsciiLetterOrDigit((char)kind) => throw text.Error($"has an unknown escape, \\{(char)kind}"),
            _ => CodePoints.One(kind),
        };
    }

    private static int ReadUnicode(PatternText text)
    {
        _ = text.TryRead("u");
        if (text.TryRead("{"))
        {
            string digits = text.ReadWhile(char.IsAsciiHexDigit);
            bool isNumber = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value);
            return text.TryRead("}") && isNumber && CodePoints.All.Contains(value)
                ? value
                : throw text.Error("has a \\u{…} that is no character");
        }

        int unit = text.ReadHex(4);
        if (unit is >= 0xD800 and < 0xDC00 && text.TryRead("\\u"))
        {
            int second = text.ReadHex(4);
            unit = second is >= 0xDC00 and < 0xE000 ? char.ConvertToUtf32((char)unit, (char)second) : -1;
        }

        return CodePoints.All.Contains(unit) ? unit : throw text.Error("has a \\u that is half a character");
    }

    private static int? OnlyOf(CodePoints set) => set.Ranges is [(int first, int last)] && first == last ? first : null;
}
