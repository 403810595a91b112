using System.Globalization;
using LightThinker.Engine.Decoding;
using LightThinker.Server.Hosting;

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
    public static FillInTokens? Find(ServedModel model) =>
        Create(Declared(model, "fim_pre_token_id"), Declared(model, "fim_suf_token_id"), Declared(model, "fim_mid_token_id"))
        ?? Names
            .Select(names => Create(
                model.Vocabulary.Find(names.Prefix),
                model.Vocabulary.Find(names.Suffix),
                model.Vocabulary.Find(names.Middle)))
            .FirstOrDefault(static tokens => tokens is not null);

    private static FillInTokens? Create(Token? prefix, Token? suffix, Token? middle) =>
        prefix is { } before && suffix is { } behind && middle is { } between
            ? new FillInTokens(before, behind, between)
            : null;

    private static Token? Declared(ServedModel model, string key) =>
        model.Description.Metadata.TryGetValue($"tokenizer.ggml.{key}", out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        && id < model.Vocabulary.Count
            ? new Token(id)
            : null;
}
