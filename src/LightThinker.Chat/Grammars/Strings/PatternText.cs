using System.Text;
using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>A place in a pattern, moved forward by what is read. One thread at a time.</summary>
/// <param name="keyword">What holds the pattern, for messages.</param>
/// <param name="text">The pattern.</param>
internal sealed class PatternText(SchemaKeyword keyword, string text)
{
    private int _offset;

    public bool IsAtEnd => _offset >= text.Length;

    /// <summary>The character here; a zero character at the end.</summary>
    public char Current => IsAtEnd ? '\0' : text[_offset];

    /// <param name="problem">What the pattern has or does.</param>
    public JsonSchemaException Error(string problem) => keyword.Error($"{problem} (before character {_offset} of the pattern).");

    /// <summary>Moves on if this text is here.</summary>
    public bool TryRead(string wanted)
    {
        bool isHere = text.AsSpan(Math.Min(_offset, text.Length)).StartsWith(wanted, StringComparison.Ordinal);
        _offset += isHere ? wanted.Length : 0;
        return isHere;
    }

    /// <summary>Whether this text is here.</summary>
    public bool IsNext(string wanted) => text.AsSpan(Math.Min(_offset, text.Length)).StartsWith(wanted, StringComparison.Ordinal);

    public void ReadThrough(char last, string problem)
    {
        int end = text.IndexOf(last, Math.Min(_offset, text.Length));
        _offset = end < 0 ? throw Error(problem) : end + 1;
    }

    public string ReadWhile(Func<char, bool> isPart)
    {
        int start = _offset;
        while (!IsAtEnd && isPart(Current))
        {
            _offset++;
        }

        return text[start.._offset];
    }

    /// <summary>Reads one character, whole.</summary>
    public int ReadRune()
    {
        if (IsAtEnd)
        {
            throw Error("ends too early");
        }

        _ = Rune.DecodeFromUtf16(text.AsSpan(_offset), out Rune rune, out int length);
        _offset += length;
        return rune.Value;
    }

    /// <summary>Reads exactly so many hexadecimal digits.</summary>
    public int ReadHex(int digits)
    {
        string hex = text.Length - _offset >= digits ? text.Substring(_offset, digits) : "";
        if (hex.Length == 0 || !hex.All(char.IsAsciiHexDigit))
        {
            throw Error($"has an escape without its {digits} hexadecimal digits");
        }

        _offset += digits;
        return Convert.ToInt32(hex, 16);
    }
}
