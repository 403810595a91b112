namespace LightThinker.Chat.Grammars.Strings;

/// <summary>A set of Unicode characters as ascending ranges with gaps between them; never surrogates. Immutable.</summary>
internal sealed class CodePoints
{
    private const int Largest = 0x10FFFF;

    private CodePoints(List<(int First, int Last)> ranges) => Ranges = ranges;

    public static CodePoints All { get; } = Of((0, 0xD7FF), (0xE000, Largest));

    /// <summary>What a JSON string must escape.</summary>
    public static CodePoints Escaped { get; } = Of((0, 0x1F), ('"', '"'), ('\\', '\\'));

    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    public bool IsEmpty => Ranges.Count == 0;

    /// <param name="ranges">Both ends included, in any order; they may overlap.</param>
    public static CodePoints Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach ((int first, int last) in ranges.Where(range => range.First <= range.Last).OrderBy(range => range.First))
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return new CodePoints(merged);
    }

    public static CodePoints One(int codePoint) => Of((codePoint, codePoint));

    public CodePoints Union(CodePoints other) => Of([.. Ranges, .. other.Ranges]);

    public CodePoints Except(CodePoints other) => Intersect(other.Complement());

    /// <summary>All characters that are not in it.</summary>
    public CodePoints Not() => All.Intersect(Complement());

    public CodePoints Intersect(CodePoints other)
    {
        var common = new List<(int, int)>();
        for (int one = 0, two = 0; one < Ranges.Count && two < other.Ranges.Count;)
        {
            (int First, int Last) left = Ranges[one];
            (int First, int Last) right = other.Ranges[two];
            common.Add((Math.Max(left.First, right.First), Math.Min(left.Last, right.Last)));
            if (left.Last < right.Last)
            {
                one++;
            }
            else
            {
                two++;
            }
        }

        return Of(common);
    }

    public bool Contains(int codePoint) => Ranges.Any(range => range.First <= codePoint && codePoint <= range.Last);

    private CodePoints Complement()
    {
        var left = new List<(int, int)>();
        int next = 0;
        foreach ((int first, int last) in Ranges)
        {
            left.Add((next, first - 1));
            next = last + 1;
        }

        left.Add((next, Largest));
        return Of(left);
    }
}
