namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>Reads one character of a literal or class, which may be escaped. Stateless and thread-safe.</summary>
internal static class EscapedCharacter
{
    /// <returns>The code point; surrogates are possible where they are written as an escape.</returns>
    /// <exception cref="GrammarException">The escape is unknown, incomplete or beyond Unicode.</exception>
    public static int Read(GrammarText text)
    {
        if (text.Current != '\\')
        {
            return text.ReadRune();
        }

        int start = text.Offset;
        char kind = text.Following;
        if (kind is 'x' or 'u' or 'U')
        {
            text.Skip(2);
            return ReadHex(text, kind == 'x' ? 2 : kind == 'u' ? 4 : 8, start);
        }

        text.Skip();
        int value = kind switch
        {
            't' => '\t',
            'r' => '\r',
            'n' => '\n',
            '\\' or '"' or '[' or ']' or '-' => kind,
            _ => throw text.Expected("x, u, U, t, r, n, \\, \", [, ] or - behind the backslash"),
        };
        text.Skip();
        return value;
    }

    private static int ReadHex(GrammarText text, int digits, int start)
    {
        uint value = 0;
        for (int i = 0; i < digits; i++)
        {
            if (!char.IsAsciiHexDigit(text.Current))
            {
                throw text.Expected($"{digits} hexadecimal digits for this escape");
            }

            value = (value << 4) + (uint)Convert.ToInt32(text.Current.ToString(), 16);
            text.Skip();
        }

        return value <= 0x10FFFF ? (int)value : throw text.Error("the largest character is \\U0010FFFF.", start);
    }
}
