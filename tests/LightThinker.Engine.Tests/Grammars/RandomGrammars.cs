namespace LightThinker.Engine.Tests.Grammars;

/// <summary>Makes random grammars and texts over a few letters, so that matches are frequent. One thread at a time.</summary>
/// <param name="random">Seeded by the test.</param>
internal sealed class RandomGrammars(Random random)
{
    private static readonly string[] Letters = ["a", "b", "é", "😀"];

    public ReferenceGrammar Grammar()
    {
        int count = random.Next(1, 5);
        return new ReferenceGrammar([.. Enumerable.Range(0, count).Select(rule => Part(3, rule, count))]);
    }

    public string Text(int maxLength) => string.Concat(
        Enumerable.Range(0, random.Next(maxLength + 1)).Select(_ => Letters[random.Next(Letters.Length)]));

    public string Letter() => Letters[random.Next(Letters.Length)];

    // Rules of a higher number may be called anywhere; all others only behind a character, so that there is no left recursion.
    private ReferencePart Part(int depth, int rule, int count)
    {
        switch (depth == 0 ? 0 : random.Next(7))
        {
            case 0 or 1:
                return Chars();
            case 2 when rule + 1 < count:
                return new ReferencePart.Call(random.Next(rule + 1, count));
            case 3:
                return new ReferencePart.Chain([Chars(), new ReferencePart.Call(random.Next(count))]);
            case 4:
                int min = random.Next(3);
                int? max = random.Next(2) == 0 ? null : Math.Max(1, min + random.Next(3));
                return new ReferencePart.Repeat(Part(depth - 1, rule, count), min, max);
            case 5:
                return new ReferencePart.Choice(Parts(depth, rule, count));
            default:
                return new ReferencePart.Chain(Parts(depth, rule, count));
        }
    }

    private ReferencePart[] Parts(int depth, int rule, int count) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Part(depth - 1, rule, count))];

    private ReferencePart.Chars Chars() => new(
        string.Concat(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Letter())), isNegated: random.Next(4) == 0);
}
