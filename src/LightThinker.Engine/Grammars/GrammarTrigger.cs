namespace LightThinker.Engine.Grammars;

/// <summary>A text from which on a free answer must match a grammar. Immutable.</summary>
/// <param name="Text">What the answer writes; not empty.</param>
/// <param name="IsAtStartOnly">Whether nothing but whitespace may stand before it.</param>
/// <param name="Grammar">What must follow it.</param>
public sealed record GrammarTrigger(string Text, bool IsAtStartOnly, Grammar Grammar);
