using System.Globalization;

namespace LightThinker.Engine.Tests.Grammars;

/// <summary>A part of a <see cref="ReferenceGrammar"/>. Compared by identity; immutable.</summary>
internal abstract class ReferencePart
{
    public abstract string Gbnf(Func<int, string> name);

    internal sealed class Chars(string members, bool isNegated) : ReferencePart
    {
        public bool Contains(int character) => members.EnumerateRunes().Any(rune => rune.Value == character) != isNegated;

        public override string Gbnf(Func<int, string> name) => $"[{(isNegated ? "^" : "")}{members}]";
    }

    internal sealed class Call(int rule) : ReferencePart
    {
        public int Rule => rule;

        public override string Gbnf(Func<int, string> name) => name(rule);
    }

    internal sealed class Choice(ReferencePart[] parts) : ReferencePart
    {
        public ReferencePart[] Parts => parts;

        public override string Gbnf(Func<int, string> name) => $"({string.Join(" | ", parts.Select(part => part.Gbnf(name)))})";
    }

    internal sealed class Chain(ReferencePart[] parts) : ReferencePart
    {
        public ReferencePart[] Parts => parts;

        public override string Gbnf(Func<int, string> name) => $"({string.Join(' ', parts.Select(part => part.Gbnf(name)))})";
    }

    internal sealed class Repeat(ReferencePart part, int min, int? max) : ReferencePart
    {
        public ReferencePart Part => part;

        public int Min => min;

        public int? Max => max;

        public override string Gbnf(Func<int, string> name) => part.Gbnf(name) + (min, max) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            _ => string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}"),
        };
    }
}
