namespace LightThinker.Engine.Decoding;

/// <summary>A model's tokens. Immutable and thread-safe.</summary>
public interface IVocabulary
{
    /// <summary>Number of tokens, which is also the number of logits in a row.</summary>
    int Count { get; }

    /// <summary>Token that starts a text, where the model has one.</summary>
    Token? BeginOfText { get; }

    /// <summary>Whether tokenised prompts of this model start with <see cref="BeginOfText"/>.</summary>
    bool AddsBeginOfText { get; }

    /// <summary>Texts of the control tokens (turn markers, cache tokens and the like), which user text must not produce.</summary>
    IReadOnlyList<string> ControlTexts { get; }

    /// <summary>
    /// The UTF-8 bytes that a token writes, possibly a part of a character only; for a control token its name, such as
    /// <c>&lt;|im_end|&gt;</c>, which is not shown to clients.
    /// </summary>
    ReadOnlySpan<byte> GetBytes(Token token);

    /// <summary>Whether a token steers the model instead of writing text.</summary>
    bool IsControl(Token token);

    /// <summary>Whether sampling this token ends the generation.</summary>
    bool IsEndOfGeneration(Token token);

    /// <summary>Finds a control or user-defined token by its exact text; null where there is none.</summary>
    Token? Find(string text);

    /// <summary>Splits plain text into tokens; the names of control tokens in it are text, not tokens.</summary>
    IReadOnlyList<Token> Tokenize(string text);
}
