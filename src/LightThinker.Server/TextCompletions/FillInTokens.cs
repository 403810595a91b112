using System.Globalization;
using LightThinker.Engine.Decoding;

namespace LightThinker.Server.TextCompletions;

/// <summary>The tokens by which a model is asked to fill in what is missing in a text. Immutable.</summary>
/// <param name="Prefix">Comes before what is in front of the gap.</param>
/// <param name="Suffix">Comes before what is behind it.</param>
/// <param name="Middle">After it the model writes what is missing.</param>
internal sealed record FillInTokens(Token Prefix, Token Suffix, Token Middle)
{
    // As they are called where the file does not say.
    private static readonly (string Prefix, string Suffix, string Middle)[] Names =
    [
        ("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"),
        ("<fim_prefix>", "<fim_suffix>", "<fim_middle>"),
    ];

    /// <summary>Finds a model's; null where it has none.</summary>
    /// <param name="metadata">What the model's file says.</param>
    /// <param name="vocabulary">The model's.</param>
    public static FillInTokens? Find(IReadOnlyDictionary<string, string> metadata, IVocabulary vocabulary)
    {
        return Create(Declared("fim_pre_token_id"), Declared("fim_suf_token_id"), Declared("fim_mid_token_id"))
            ?? Names
                .Select(names => Create(
                    vocabulary.Find(names.Prefix),
                    vocabulary.Find(names.Suffix),
                    vocabulary.Find(names.Middle)))
                .FirstOrDefault(static tokens => tokens is not null);

        Token? Declared(string key) =>
            metadata.TryGetValue($"tokenizer.ggml.{key}", out string? text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && id < vocabulary.Count
                ? new Token(id)
                : null;
    }

    /// <summary>The prompt that asks for what is missing.</summary>
    /// <param name="before">What is in front of the gap.</param>
    /// <param name="behind">What is behind it.</param>
    /// <param name="begin">The begin-of-text token, which stays in front of all; null where there is none.</param>
    public IReadOnlyList<Token> Around(IReadOnlyList<Token> before, IReadOnlyList<Token> behind, Token? begin)
    {
        int first = before.Count > 0 && before[0] == begin ? 1 : 0;
        return [.. before.Take(first), Prefix, .. before.Skip(first), Suffix, .. behind, Middle];
    }

    private static FillInTokens? Create(Token? prefix, Token? suffix, Token? middle) =>
        prefix is { } before && suffix is { } behind && middle is { } between
            ? new FillInTokens(before, behind, between)
            : null;
}
