namespace LightThinker.Chat.Reasoning;

/// <summary>Text to show next. Immutable.</summary>
/// <param name="Section">Where it goes.</param>
/// <param name="Text">May be empty: nothing to show yet.</param>
public readonly record struct ReasoningDelta(ReasoningSection Section, string Text);
