using System.Text;

namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>A place in a grammar's text, moved forward by what is read. One thread at a time.</summary>
/// <param name="text">The whole grammar.</param>
internal sealed class GrammarText(string text)
{
    /// <summary>UTF-16 units read.</summary>
    public int Offset { get; private set; }

    public bool IsAtEnd => Offset >= text.Length;

    /// <summary>The character here; a zero character at the end.</summary>
    public char Current => IsAtEnd ? '\0' : text[Offset];

    /// <summary>The character behind <see cref="Current"/>; a zero character at the end.</summary>
    public char Following => Offset + 1 < text.Length ? text[Offset + 1] : '\0';

    public static bool IsDigit(char character) => char.IsAsciiDigit(character);

    public static bool IsNamePart(char character) => char.IsAsciiLetterOrDigit(character) || character == '-';

    /// <summary>An error at a place in the text; here, unless an offset is given.</summary>
    public GrammarException Error(string problem, int? offset = null)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, offset ?? Offset);
        int line = before.Count('\n') + 1;
        int column = 1;
        foreach (Rune rune in before[(before.LastIndexOf('\n') + 1)..].EnumerateRunes())
        {
            column += rune.Value == '\r' ? 0 : 1;
        }

        return new GrammarException(line, column, problem);
    }

    /// <summary>An error that says what was expected here and what is here instead.</summary>
    public GrammarException Expected(string what) => Error($"expected {what}, found {Describe()}.");

    public void Skip(int count = 1) => Offset += count;

    /// <summary>Moves on if the character is here.</summary>
    public bool TryRead(char character)
    {
        bool isHere = !IsAtEnd && Current == character;
        Offset += isHere ? 1 : 0;
        return isHere;
    }

    public void Read(char character, string what)
    {
        if (!TryRead(character))
        {
            throw Expected(what);
        }
    }

    /// <summary>Moves past spaces, tabs and comments, and past line ends where these are allowed.</summary>
    public void SkipSpace(bool includesLineEnds)
    {
        while (!IsAtEnd)
        {
            if (Current == '#')
            {
                int end = text.AsSpan(Offset).IndexOfAny('\r', '\n');
                Offset = end < 0 ? text.Length : Offset + end;
            }
            else if (Current is ' ' or '\t' || (includesLineEnds && Current is '\r' or '\n'))
            {
                Offset++;
            }
            else
            {
                return;
            }
        }
    }

    public string ReadName(string what)
    {
        int start = Offset;
        while (IsNamePart(Current))
        {
            Offset++;
        }

        return Offset > start ? text[start..Offset] : throw Expected(what);
    }

    /// <summary>Reads digits as a number up to a limit, however many there are.</summary>
    /// <exception cref="GrammarException">There is no digit, or the number is above the limit.</exception>
    public int ReadNumber(int limit, string what)
    {
        int start = Offset;
        long value = 0;
        for (; IsDigit(Current); Offset++)
        {
            value = Math.Min((value * 10) + (Current - '0'), (long)limit + 1);
        }

        if (Offset == start)
        {
            throw Expected(what);
        }

        return value <= limit ? (int)value : throw Error($"{what} is above {limit}, the largest allowed.", start);
    }

    /// <summary>Reads up to and including a character.</summary>
    public string ReadThrough(char last, string what)
    {
        int start = Offset;
        int end = text.IndexOf(last, Offset);
        if (end < 0)
        {
            Offset = text.Length;
            throw Expected(what);
        }

        Offset = end + 1;
        return text[start..Offset];
    }

    /// <summary>Reads one character, whole and not escaped.</summary>
    /// <returns>Its code point.</returns>
    public int ReadRune()
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(Offset), out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
        {
            throw Error("half a surrogate pair is no character.");
        }

        Offset += length;
        return rune.Value;
    }

    private string Describe() => Current switch
    {
        _ when IsAtEnd => "the end of the grammar",
        '\n' or '\r' => "the end of the line",
        < ' ' or > '~' => $"character U+{(int)Current:X4}",
        _ => $"'{Current}'",
    };
}
