namespace LightThinker.Chat.Templates;

/// <summary>A piece of a rendered prompt. Immutable.</summary>
/// <param name="Text">Not empty.</param>
/// <param name="IsControl">
/// Whether the text is exactly one control token's text, written by the template. Otherwise it must be tokenised as plain
/// text, whatever it looks like.
/// </param>
public readonly record struct PromptSegment(string Text, bool IsControl)
{
    public static PromptSegment Control(string text) => new(text, IsControl: true);

    public static PromptSegment Plain(string text) => new(text, IsControl: false);
}
