using LightThinker.Engine.Decoding;

namespace LightThinker.Server.Embeddings;

/// <summary>What requests for embeddings are held to, and how texts become tokens. Immutable and thread-safe.</summary>
internal sealed record EmbeddingModel
{
    /// <summary>Numbers in a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Whether vectors may be cut to their first numbers.</summary>
    public required bool IsMatryoshka { get; init; }

    /// <summary>Tokens of the longest input.</summary>
    public required int MaxTokens { get; init; }

    public required Pooling Pooling { get; init; }

    public required IVocabulary Vocabulary { get; init; }

    /// <summary>The token that ends every text; null where there is none.</summary>
    public required Token? EndOfText { get; init; }

    /// <summary>A text's tokens, with those that the model wants around them. Names of control tokens in it are text.</summary>
    public IReadOnlyList<Token> Tokenize(string text)
    {
        IReadOnlyList<Token> tokens = Vocabulary.Tokenize(text);
        Token? begin = Vocabulary.AddsBeginOfText ? Vocabulary.BeginOfText : null;
        return begin is null && EndOfText is null
            ? tokens
            : [.. begin is { } first ? [first] : Array.Empty<Token>(), .. tokens, .. EndOfText is { } last ? [last] : Array.Empty<Token>()];
    }
}
