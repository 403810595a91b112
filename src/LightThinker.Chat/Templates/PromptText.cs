namespace LightThinker.Chat.Templates;

/// <summary>A rendered prompt in order, control tokens apart from text. Immutable and thread-safe.</summary>
/// <param name="segments">The pieces; no two neighbours are both plain text.</param>
public sealed class PromptText(IReadOnlyList<PromptSegment> segments)
{
    public IReadOnlyList<PromptSegment> Segments { get; } = segments;

    /// <summary>The whole prompt as one text, for logs and for phase detection; do not tokenise it.</summary>
    public override string ToString() => string.Concat(Segments.Select(segment => segment.Text));
}
