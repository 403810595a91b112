namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>A least and a largest number of characters, items or members. Immutable.</summary>
/// <param name="Min">0 or more.</param>
/// <param name="Max">Null for no bound.</param>
internal sealed record CountRange(int Min = 0, int? Max = null)
{
    public static CountRange Any { get; } = new();

    public bool IsEmpty => Max < Min;

    public CountRange Intersect(CountRange other) => new(
        Math.Max(Min, other.Min), Max is { } mine && other.Max is { } theirs ? Math.Min(mine, theirs) : Max ?? other.Max);

    public bool Contains(int count) => count >= Min && !(count > Max);
}
