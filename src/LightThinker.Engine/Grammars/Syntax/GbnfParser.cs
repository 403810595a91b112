using System.Globalization;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>
/// Reads a GBNF grammar rule by rule. One thread, one text. It recurses at each group, at most
/// <see cref="GrammarLimits.MaxDepth"/> deep.
/// </summary>
internal sealed class GbnfParser
{
    private readonly GrammarText _text;
    private readonly ElementReader _elements;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _names = [];
    private readonly List<int> _firstUses = [];
    private readonly List<int> _definedAt = [];
    private readonly List<Alternatives?> _rules = [];
    private int _depth;

    private GbnfParser(string text, IVocabulary? vocabulary)
    {
        _text = new GrammarText(text);
        _elements = new ElementReader(_text, vocabulary);
    }

    /// <param name="text">The grammar.</param>
    /// <param name="vocabulary">Needed where the grammar names tokens.</param>
    /// <exception cref="GrammarException">The text is no grammar, or beyond a limit.</exception>
    public static GrammarSyntax Parse(string text, IVocabulary? vocabulary)
    {
        if (text.Length > GrammarLimits.MaxTextLength)
        {
            throw new GrammarException(
                $"The grammar has {text.Length} characters; at most {GrammarLimits.MaxTextLength} are allowed.");
        }

        return new GbnfParser(text, vocabulary).ReadRules();
    }

    private GrammarSyntax ReadRules()
    {
        _text.SkipSpace(includesLineEnds: true);
        while (!_text.IsAtEnd)
        {
            ReadRule();
        }

        for (int rule = 0; rule < _rules.Count; rule++)
        {
            if (_rules[rule] is null)
            {
                throw _text.Error($"rule '{Shown(_names[rule])}' is not defined.", _firstUses[rule]);
            }
        }

        return _numbers.TryGetValue("root", out int root)
            ? new GrammarSyntax(_text, _names, _definedAt, [.. _rules.Select(rule => rule!)], root)
            : throw new GrammarException("The grammar has no rule named root, which is what the whole output must match.");
    }

    private void ReadRule()
    {
        int start = _text.Offset;
        string name = _text.ReadName("the name of a rule");
        int rule = NumberOf(name, start);
        if (_rules[rule] is not null)
        {
            throw _text.Error($"rule '{Shown(name)}' is defined twice.", start);
        }

        _text.SkipSpace(includesLineEnds: false);
        for (int i = 0; i < 3; i++)
        {
            _text.Read("::="[i], "'::='");
        }

        _text.SkipSpace(includesLineEnds: true);
        _definedAt[rule] = start;
        _rules[rule] = ReadAlternatives(isNested: false);
        if (!_text.IsAtEnd && _text.Current is not ('\r' or '\n'))
        {
            throw _text.Expected("an element, '|' or the end of the line");
        }

        _text.SkipSpace(includesLineEnds: true);
    }

    private Alternatives ReadAlternatives(bool isNested)
    {
        var sequences = new List<IReadOnlyList<GrammarElement>> { ReadSequence(isNested) };
        while (_text.TryRead('|'))
        {
            _text.SkipSpace(includesLineEnds: true);
            sequences.Add(ReadSequence(isNested));
        }

        return new Alternatives(sequences);
    }

    private List<GrammarElement> ReadSequence(bool isNested)
    {
        var sequence = new List<GrammarElement>();
        while (true)
        {
            int start = _text.Offset;
            if (TryReadElement() is { } element)
            {
                sequence.Add(element);
            }
            else if (_text.Current is '*' or '+' or '?' or '{')
            {
                GrammarElement repeated = sequence.Count > 0
                    ? sequence[^1]
                    : throw _text.Error($"there is nothing before '{_text.Current}' that it could repeat.");
                sequence[^1] = ReadRepetition(repeated, isNested);
            }
            else
            {
                return sequence;
            }

            if (sequence[^1].Depth > GrammarLimits.MaxDepth)
            {
                throw TooDeep(start);
            }

            _text.SkipSpace(isNested);
        }
    }

    private GrammarElement? TryReadElement() => _text.Current switch
    {
        '"' => _elements.ReadLiteral(),
        '[' => _elements.ReadClass(),
        '.' => _elements.ReadDot(),
        '<' or '!' => _elements.ReadToken(),
        '(' => ReadGroup(),
        var character when GrammarText.IsNamePart(character) => ReadReference(),
        _ => null,
    };

    private GrammarElement.Group ReadGroup()
    {
        int start = _text.Offset;
        if (++_depth > GrammarLimits.MaxDepth)
        {
            throw TooDeep(start);
        }

        _text.Skip();
        _text.SkipSpace(includesLineEnds: true);
        Alternatives alternatives = ReadAlternatives(isNested: true);
        _text.Read(')', "an element, '|' or ')'");
        _depth--;
        return new GrammarElement.Group(alternatives);
    }

    private GrammarElement.Reference ReadReference()
    {
        int start = _text.Offset;
        return new GrammarElement.Reference(NumberOf(_text.ReadName("the name of a rule"), start));
    }

    private GrammarElement.Repetition ReadRepetition(GrammarElement element, bool isNested)
    {
        char kind = _text.Current;
        int start = _text.Offset;
        _text.Skip();
        if (kind != '{')
        {
            return new GrammarElement.Repetition(element, kind == '+' ? 1 : 0, kind == '?' ? 1 : null);
        }

        _text.SkipSpace(isNested);
        int min = ReadCount(isNested);
        int? max = min;
        if (_text.TryRead(','))
        {
            _text.SkipSpace(isNested);
            max = GrammarText.IsDigit(_text.Current) ? ReadCount(isNested) : null;
        }
        else if (_text.Current != '}')
        {
            throw _text.Expected("',' or '}'");
        }

        _text.Read('}', "'}'");
        return max < min
            ? throw _text.Error($"{{{min},{max}}} has a maximum below its minimum.", start)
            : new GrammarElement.Repetition(element, min, max);
    }

    private int ReadCount(bool isNested)
    {
        int count = _text.ReadNumber(GrammarLimits.MaxRepetition, "a number of repetitions");
        _text.SkipSpace(isNested);
        return count;
    }

    private int NumberOf(string name, int offset)
    {
        if (!_numbers.TryGetValue(name, out int number))
        {
            if (_names.Count == GrammarLimits.MaxRules)
            {
                throw _text.Error($"the grammar has more than {GrammarLimits.MaxRules} rules.", offset);
            }

            number = _names.Count;
            _numbers.Add(name, number);
            _names.Add(name);
            _firstUses.Add(offset);
            _definedAt.Add(offset);
            _rules.Add(null);
        }

        return number;
    }

    private GrammarException TooDeep(int offset) => _text.Error(
        string.Create(CultureInfo.InvariantCulture, $"more than {GrammarLimits.MaxDepth} groups and repetitions inside one another."),
        offset);

    private static string Shown(string name) => name.Length <= 64 ? name : $"{name[..64]}…";
}
