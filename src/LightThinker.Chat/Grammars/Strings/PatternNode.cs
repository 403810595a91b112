namespace LightThinker.Chat.Grammars.Strings;

/// <summary>One part of a pattern over decoded characters. Immutable.</summary>
/// <param name="MinLength">Fewest characters that it matches.</param>
/// <param name="MaxLength">Most characters that it matches; null for no bound.</param>
/// <param name="HasAnchor">Whether <c>^</c> or <c>$</c> is in it.</param>
internal abstract record PatternNode(long MinLength, long? MaxLength, bool HasAnchor)
{
    private const long Many = int.MaxValue;

    /// <summary>The empty text.</summary>
    public static PatternNode Empty { get; } = new Sequence([]);

    /// <summary>Any text.</summary>
    public static PatternNode Anything { get; } = new Repeat(new Characters(CodePoints.All), 0, null);

    private static long Bounded(long length) => Math.Min(length, Many);

    /// <summary>One character of a set, which may be empty.</summary>
    internal sealed record Characters(CodePoints Set) : PatternNode(1, 1, false);

    /// <summary>Parts one after the other.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode(
        Bounded(Parts.Sum(part => part.MinLength)),
        Parts.Any(part => part.MaxLength is null) ? null : Bounded(Parts.Sum(part => part.MaxLength!.Value)),
        Parts.Any(part => part.HasAnchor));

    /// <summary>One of several parts.</summary>
    internal sealed record Choice(IReadOnlyList<PatternNode> Parts) : PatternNode(
        Parts.Min(part => part.MinLength),
        Parts.Any(part => part.MaxLength is null) ? null : Parts.Max(part => part.MaxLength),
        Parts.Any(part => part.HasAnchor));

    /// <summary>A part several times; without bound if there is no maximum.</summary>
    internal sealed record Repeat(PatternNode Part, int Min, int? Max) : PatternNode(
        Bounded(Part.MinLength * Min),
        Max == 0 || Part.MaxLength == 0 ? 0 : Max is null || Part.MaxLength is null ? null : Bounded(Part.MaxLength.Value * Max.Value),
        Part.HasAnchor);

    /// <summary>The start or the end of the text.</summary>
    internal sealed record Anchor(bool IsStart) : PatternNode(0, 0, true);
}
