namespace LightThinker.Engine.Decoding;

/// <summary>One vocabulary entry, by id (0 … vocabulary size − 1). Immutable.</summary>
/// <param name="Id">The model's id for the token.</param>
public readonly record struct Token(int Id);
