using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>A pattern or format that a whole string must match. Immutable; equal where it is written alike.</summary>
internal sealed class TextPattern : IEquatable<TextPattern>
{
    private readonly string _source;

    private TextPattern(string source, PatternNode whole) => (_source, Whole) = (source, whole);

    /// <summary>What matches the whole decoded string; no anchors.</summary>
    public PatternNode Whole { get; }

    /// <exception cref="JsonSchemaException">The pattern is ill-formed, not supported, or too long.</exception>
    public static TextPattern OfPattern(SchemaKeyword keyword)
    {
        string text = keyword.Text();
        return text.Length <= SchemaLimits.MaxPatternLength
            ? Parse(keyword, text)
            : throw keyword.Error($"has {text.Length} characters; at most {SchemaLimits.MaxPatternLength} are allowed.");
    }

    /// <exception cref="JsonSchemaException">The format is not supported.</exception>
    public static TextPattern OfFormat(SchemaKeyword keyword) => TextFormats.Find(keyword.Text()) is { } pattern
        ? Parse(keyword, pattern)
        : throw keyword.Error($"is supported for {string.Join(", ", TextFormats.Names)} only; leave it out.");

    public bool Equals(TextPattern? other) => other?._source == _source;

    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_source);

    private static TextPattern Parse(SchemaKeyword keyword, string text) => new(
        text,
        PatternAnchors.Resolve(new PatternParser(keyword, text).Parse())
            ?? throw keyword.Error("has a ^ or $ in the middle, which is not supported."));
}
