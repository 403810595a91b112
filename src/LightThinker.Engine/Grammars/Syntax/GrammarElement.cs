using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>One part of a rule, as written. Immutable.</summary>
/// <param name="Depth">How many groups and repetitions are inside one another in it.</param>
internal abstract record GrammarElement(int Depth)
{
    /// <summary>Text in quotes, as UTF-8.</summary>
    internal sealed record Literal(byte[] Bytes) : GrammarElement(0);

    /// <summary>One character of a set: a class in brackets, or a dot.</summary>
    internal sealed record Characters(CharacterSet Set) : GrammarElement(0);

    /// <summary>One token by its id, or any text token but that one.</summary>
    internal sealed record TokenChoice(Token Token, bool IsNegated) : GrammarElement(0);

    /// <summary>A rule by its number.</summary>
    internal sealed record Reference(int Rule) : GrammarElement(0);

    /// <summary>Alternatives in parentheses.</summary>
    internal sealed record Group(Alternatives Alternatives) : GrammarElement(Alternatives.Depth + 1);

    /// <summary>The element before <c>*</c>, <c>+</c>, <c>?</c> or <c>{m,n}</c>.</summary>
    /// <param name="Element">What is repeated.</param>
    /// <param name="Min">Least number of times.</param>
    /// <param name="Max">Most times; null where there is no bound.</param>
    internal sealed record Repetition(GrammarElement Element, int Min, int? Max) : GrammarElement(Element.Depth + 1);
}
