using System.Globalization;
using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>
/// Reads a regular expression of ECMAScript, as with its <c>u</c> flag. One thread, one pattern. It recurses at each group, within
/// a limit.
/// </summary>
/// <param name="keyword">What holds the pattern, for messages.</param>
/// <param name="text">The pattern.</param>
internal sealed class PatternParser(SchemaKeyword keyword, string text)
{
    private readonly PatternText _text = new(keyword, text);
    private int _depth;

    /// <exception cref="JsonSchemaException">The pattern is ill-formed, or not supported.</exception>
    public PatternNode Parse()
    {
        PatternNode pattern = ReadChoice();
        return _text.IsAtEnd ? pattern : throw _text.Error("has a ')' without a '('");
    }

    private PatternNode ReadChoice()
    {
        if (++_depth > SchemaLimits.MaxPatternDepth)
        {
            throw _text.Error($"has more than {SchemaLimits.MaxPatternDepth} groups inside one another");
        }

        var parts = new List<PatternNode> { ReadSequence() };
        while (_text.TryRead("|"))
        {
            parts.Add(ReadSequence());
        }

        _depth--;
        return parts.Count == 1 ? parts[0] : new PatternNode.Choice(parts);
    }

    private PatternNode ReadSequence()
    {
        var parts = new List<PatternNode>();
        while (!_text.IsAtEnd && _text.Current is not ('|' or ')'))
        {
            parts.Add(ReadRepeat());
        }

        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    private PatternNode ReadRepeat()
    {
        PatternNode part = ReadPart();
        if (ReadCounts() is not (int min, var max))
        {
            return part;
        }

        // Reading lazily changes what a match takes, not whether there is one.
        _ = _text.TryRead("?");
        return part.HasAnchor || ReadCounts() is not null
            ? throw _text.Error("has a quantifier behind an anchor or another quantifier")
            : new PatternNode.Repeat(part, min, max);
    }

    private PatternNode ReadPart()
    {
        if (_text.Current is '*' or '+' or '?' or '{' or '}' or ']')
        {
            throw _text.Error($"has a '{_text.Current}' in a place where it must be escaped");
        }

        return _text.TryRead("^") ? new PatternNode.Anchor(IsStart: true)
            : _text.TryRead("$") ? new PatternNode.Anchor(IsStart: false)
            : _text.TryRead(".") ? new PatternNode.Characters(PatternClasses.LineEnds.Not())
            : _text.TryRead("[") ? new PatternNode.Characters(PatternClasses.Read(_text))
            : _text.TryRead("(") ? ReadGroup()
            : _text.TryRead("\\") ? new PatternNode.Characters(PatternClasses.ReadEscape(_text))
            : new PatternNode.Characters(CodePoints.One(_text.ReadRune()));
    }

    private PatternNode ReadGroup()
    {
        if (_text.Current == '?' && !_text.TryRead("?:"))
        {
            if (!_text.TryRead("?<") || _text.Current is '=' or '!')
            {
                throw _text.Error("looks ahead or behind, or changes flags, which is not supported");
            }

            _text.ReadThrough('>', "has a group name without its '>'");
        }

        PatternNode group = ReadChoice();
        return _text.TryRead(")") ? group : throw _text.Error("has a '(' without a ')'");
    }

    private (int Min, int? Max)? ReadCounts()
    {
        if (_text.TryRead("*"))
        {
            return (0, null);
        }

        if (_text.TryRead("+"))
        {
            return (1, null);
        }

        if (_text.TryRead("?"))
        {
            return (0, 1);
        }

        if (!_text.TryRead("{"))
        {
            return null;
        }

        int min = ReadNumber();
        int? max = !_text.TryRead(",") ? min : _text.Current == '}' ? null : ReadNumber();
        if (!_text.TryRead("}"))
        {
            throw _text.Error("has a '{' without a '}'");
        }

        return max < min ? throw _text.Error("has a quantifier with a maximum below its minimum") : (min, max);
    }

    private int ReadNumber()
    {
        string digits = _text.ReadWhile(char.IsAsciiDigit);
        return digits.Length == 0 ? throw _text.Error("has a '{' that is no quantifier; escape it")
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number <= SchemaLimits.MaxPatternCount
            ? number
            : throw _text.Error($"has a quantifier above {SchemaLimits.MaxPatternCount}");
    }
}
