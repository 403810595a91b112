namespace LightThinker.Llama.Loading;

/// <summary>What a token is, besides text.</summary>
[Flags]
internal enum TokenKinds : byte
{
    None = 0,

    /// <summary>Steers the model; its text is a name.</summary>
    Control = 1,

    /// <summary>A word added to the vocabulary, always one token.</summary>
    UserDefined = 2,

    /// <summary>Ends a generation.</summary>
    EndOfGeneration = 4,
}
