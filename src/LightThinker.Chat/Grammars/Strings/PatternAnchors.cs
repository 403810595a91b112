namespace LightThinker.Chat.Grammars.Strings;

/// <summary>
/// Turns a pattern that may match anywhere in a text into one that matches the whole text. Stateless and thread-safe. It recurses
/// through groups.
/// </summary>
internal static class PatternAnchors
{
    /// <returns>Null if an anchor is neither at the start nor at the end.</returns>
    public static PatternNode? Resolve(PatternNode pattern)
    {
        PatternNode whole = ToEnd(FromStart(pattern));
        return whole.HasAnchor ? null : whole;
    }

    private static PatternNode FromStart(PatternNode node) => node switch
    {
        PatternNode.Anchor { IsStart: true } => PatternNode.Empty,
        PatternNode.Choice choice => new PatternNode.Choice([.. choice.Parts.Select(FromStart)]),
        PatternNode.Sequence { Parts: [{ HasAnchor: true } first, ..] parts } when first is not PatternNode.Anchor { IsStart: false } =>
            new PatternNode.Sequence([FromStart(first), .. parts.Skip(1)]),
        _ => new PatternNode.Sequence([PatternNode.Anything, node]),
    };

    private static PatternNode ToEnd(PatternNode node) => node switch
    {
        PatternNode.Anchor { IsStart: false } => PatternNode.Empty,
        PatternNode.Choice choice => new PatternNode.Choice([.. choice.Parts.Select(ToEnd)]),
        PatternNode.Sequence { Parts: [.., { HasAnchor: true } last] parts } =>
            new PatternNode.Sequence([.. parts.SkipLast(1), ToEnd(last)]),
        _ => new PatternNode.Sequence([node, PatternNode.Anything]),
    };
}
