using LightThinker.Chat.Grammars.Numbers;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// Proves that nothing written for one schema matches another. One thread at a time. It recurses through required members, a few
/// levels deep; what it cannot prove it does not claim.
/// </summary>
/// <param name="normalizer">Normalises the schemas of members.</param>
internal sealed class Disjointness(SchemaNormalizer normalizer)
{
    private const int MaxDepth = 4;

    /// <summary>Whether no value written for one of <paramref name="written"/> matches one of <paramref name="others"/>.</summary>
    public bool Holds(IReadOnlyList<SchemaConstraints> written, IReadOnlyList<SchemaConstraints> others) =>
        Holds(written, others, 0);

    private bool Holds(IReadOnlyList<SchemaConstraints> written, IReadOnlyList<SchemaConstraints> others, int depth) =>
        written.All(one => others.All(other => AreDisjoint(one, other, depth)));

    private bool AreDisjoint(SchemaConstraints written, SchemaConstraints other, int depth)
    {
        normalizer.Count();
        if (written.Values is { } values)
        {
            normalizer.Count(values.Count * (long)(other.Values?.Count ?? 1) / 20);
            return values.All(value => !written.MayAllowButForValues(value) || !other.MayAllow(value));
        }

        if (other.Values is { } theirs)
        {
            return theirs.All(value => !written.MayAllow(value));
        }

        JsonTypes common = written.WrittenTypes & other.Types;
        return (common & (JsonTypes.Null | JsonTypes.Boolean)) == 0
            && ((common & JsonTypes.Number) == 0 || AreDisjoint(written.Numbers, other.Numbers))
            && ((common & JsonTypes.String) == 0 || written.Length.Intersect(other.Length).IsEmpty)
            && ((common & JsonTypes.Array) == 0 || written.ItemCount.Intersect(other.ItemCount).IsEmpty)
            && ((common & JsonTypes.Object) == 0 || AreDisjointObjects(written, other, depth));
    }

    private static bool AreDisjoint(NumberRange one, NumberRange other) => one.Intersect(other).IsEmpty;

    private bool AreDisjointObjects(SchemaConstraints written, SchemaConstraints other, int depth)
    {
        if (depth == MaxDepth)
        {
            return false;
        }

        var mine = new ObjectView(written);
        var theirs = new ObjectView(other);
        return mine.Required.Union(theirs.Required).Any(name => !mine.Writes(name)
            || Holds(normalizer.Normalize(mine.ValueOf(name)), normalizer.Normalize(theirs.ValueOf(name)), depth + 1));
    }
}
