namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>Code points from <paramref name="First"/> to <paramref name="Last"/>, both included. Immutable.</summary>
internal readonly record struct CharacterRange(int First, int Last);
