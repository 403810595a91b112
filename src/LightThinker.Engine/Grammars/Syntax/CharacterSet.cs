namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>
/// A set of Unicode characters as ascending ranges with gaps between them. Immutable. Surrogates are never in it: they are no
/// characters and have no UTF-8.
/// </summary>
internal sealed class CharacterSet
{
    private const int Largest = 0x10FFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    private CharacterSet(List<CharacterRange> ranges) => Ranges = ranges;

    /// <summary>Every character but U+0000, which is in a set only where it is named.</summary>
    public static CharacterSet Any { get; } = AllBut([]);

    public IReadOnlyList<CharacterRange> Ranges { get; }

    /// <param name="ranges">In any order; they may overlap.</param>
    public static CharacterSet Of(IEnumerable<CharacterRange> ranges) =>
        new(Merge(ranges.SelectMany(WithoutSurrogates)));

    /// <summary>Every character that is not in the ranges, and not U+0000.</summary>
    public static CharacterSet AllBut(IEnumerable<CharacterRange> ranges)
    {
        var left = new List<CharacterRange>();
        int next = 1;
        foreach (CharacterRange range in Merge(ranges))
        {
            if (next < range.First)
            {
                left.Add(new CharacterRange(next, range.First - 1));
            }

            next = Math.Max(next, range.Last + 1);
        }

        if (next <= Largest)
        {
            left.Add(new CharacterRange(next, Largest));
        }

        return Of(left);
    }

    private static IEnumerable<CharacterRange> WithoutSurrogates(CharacterRange range)
    {
        if (range.First < FirstSurrogate)
        {
            yield return range with { Last = Math.Min(range.Last, FirstSurrogate - 1) };
        }

        if (range.Last > LastSurrogate)
        {
            yield return range with { First = Math.Max(range.First, LastSurrogate + 1) };
        }
    }

    private static List<CharacterRange> Merge(IEnumerable<CharacterRange> ranges)
    {
        var merged = new List<CharacterRange>();
        foreach (CharacterRange range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = merged[^1] with { Last = Math.Max(merged[^1].Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }
}
