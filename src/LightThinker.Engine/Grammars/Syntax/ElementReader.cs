using System.Text;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>Reads the elements that stand for text or tokens. One thread, one text.</summary>
/// <param name="text">The grammar.</param>
/// <param name="vocabulary">Where tokens are looked up; null allows none.</param>
internal sealed class ElementReader(GrammarText text, IVocabulary? vocabulary)
{
    public GrammarElement.Literal ReadLiteral()
    {
        text.Skip();
        var literal = new StringBuilder();
        while (!text.TryRead('"'))
        {
            if (text.IsAtEnd)
            {
                throw text.Expected("'\"' to end the literal");
            }

            int start = text.Offset;
            literal.Append(Rune.TryCreate(EscapedCharacter.Read(text), out Rune rune)
                ? rune.ToString()
                : throw text.Error("half a surrogate pair is no character; write the whole one as \\UXXXXXXXX.", start));
        }

        return new GrammarElement.Literal(Encoding.UTF8.GetBytes(literal.ToString()));
    }

    public GrammarElement.Characters ReadClass()
    {
        int start = text.Offset;
        text.Skip();
        bool isNegated = text.TryRead('^');
        var ranges = new List<CharacterRange>();
        while (!text.TryRead(']'))
        {
            if (text.IsAtEnd)
            {
                throw text.Expected("']' to end the class");
            }

            ranges.Add(ReadRange());
        }

        if (ranges.Count == 0)
        {
            throw text.Error("the class is empty; any character is '.', and ']' in a class is '\\]'.", start);
        }

        CharacterSet set = isNegated ? CharacterSet.AllBut(ranges) : CharacterSet.Of(ranges);
        return set.Ranges.Count > 0
            ? new GrammarElement.Characters(set)
            : throw text.Error("the class matches no character.", start);
    }

    public GrammarElement.Characters ReadDot()
    {
        text.Skip();
        return new GrammarElement.Characters(CharacterSet.Any);
    }

    public GrammarElement.TokenChoice ReadToken()
    {
        bool isNegated = text.TryRead('!');
        int start = text.Offset;
        text.Read('<', "'<' and a token");
        if (vocabulary is null)
        {
            throw text.Error("tokens cannot be named here, only text.", start);
        }

        Token token;
        if (text.TryRead('['))
        {
            token = new Token(text.ReadNumber(vocabulary.Count - 1, "the token id"));
            text.Read(']', "']>'");
            text.Read('>', "']>'");
        }
        else
        {
            string name = $"<{text.ReadThrough('>', "'>' to end the token")}";
            token = Find(vocabulary, name) ?? throw text.Error("this is not exactly one token of the model.", start);
        }

        return vocabulary.IsEndOfGeneration(token) && !isNegated
            ? throw text.Error("this token ends the output: it needs no naming, it may come wherever the grammar may end.", start)
            : new GrammarElement.TokenChoice(token, isNegated);
    }

    private CharacterRange ReadRange()
    {
        int start = text.Offset;
        int first = EscapedCharacter.Read(text);
        if (text.Current != '-' || text.Following == ']')
        {
            return new CharacterRange(first, first);
        }

        text.Skip();
        if (text.IsAtEnd)
        {
            throw text.Expected("the end of the range");
        }

        int last = EscapedCharacter.Read(text);
        return first <= last
            ? new CharacterRange(first, last)
            : throw text.Error("the range ends before it begins.", start);
    }

    private static Token? Find(IVocabulary vocabulary, string name) =>
        vocabulary.Find(name) ?? (vocabulary.Tokenize(name) is [var only] ? only : null);
}
