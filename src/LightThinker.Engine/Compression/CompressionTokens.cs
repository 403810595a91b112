using System.Globalization;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Compression;

/// <summary>
/// The tokens a LightThinker checkpoint was trained with, by the public checkpoints' names, and what its GGUF says of how:
/// <c>lightthinker.cache_token_count</c>, <c>.interval</c>, <c>.evict_opening_delimiter</c>, <c>.compress_answer</c>.
/// Immutable.
/// </summary>
internal sealed record CompressionTokens
{
    public const string SplitName = "<|splitter|>";
    private const string ResumeName = "<|continue|>";
    private const string KeyPrefix = "lightthinker.";

    /// <summary>Sampled tokens per segment where the file names none: the paper's token-level setting.</summary>
    private const int DefaultInterval = 6;

    public Token? Split { get; private init; }

    public Token? Resume { get; private init; }

    /// <summary>Every cache token in the vocabulary, in order.</summary>
    public IReadOnlyList<Token> AllCacheTokens { get; private init; } = [];

    /// <summary>Those the model was trained to use.</summary>
    public IReadOnlyList<Token> TrainedCacheTokens { get; private init; } = [];

    public int Interval { get; private init; } = DefaultInterval;

    public bool EvictsOpeningDelimiter { get; private init; } = true;

    public bool CompressesAnswer { get; private init; } = true;

    /// <summary>Tokens that only the engine feeds.</summary>
    public IReadOnlyList<Token> NeverSampled => Resume is { } resume ? [.. AllCacheTokens, resume] : AllCacheTokens;

    /// <exception cref="InvalidDataException">The metadata contradicts the vocabulary.</exception>
    public static CompressionTokens Detect(ModelDescription model, IVocabulary vocabulary)
    {
        var cacheTokens = FindCacheTokens(vocabulary);
        int trained = ReadInt(model, "cache_token_count") ?? cacheTokens.Count;
        if (trained < 0 || trained > cacheTokens.Count)
        {
            throw new InvalidDataException(
                $"The model's {KeyPrefix}cache_token_count is {trained}, but its vocabulary has {cacheTokens.Count} cache " +
                "tokens (<|o_0|> …). The file was converted wrongly.");
        }

        int interval = ReadInt(model, "interval") ?? DefaultInterval;
        if (interval < 1)
        {
            throw new InvalidDataException($"The model's {KeyPrefix}interval is {interval}; it must be at least 1.");
        }

        return new CompressionTokens
        {
            Split = vocabulary.Find(SplitName),
            Resume = vocabulary.Find(ResumeName),
            AllCacheTokens = cacheTokens,
            TrainedCacheTokens = [.. cacheTokens.Take(trained)],
            Interval = interval,
            EvictsOpeningDelimiter = ReadBool(model, "evict_opening_delimiter") ?? true,
            CompressesAnswer = ReadBool(model, "compress_answer") ?? true,
        };
    }

    /// <summary>Why the model cannot compress at all; null where it can.</summary>
    public string? FindObstacle() => Resume is null || TrainedCacheTokens.Count == 0
        ? $"the model has no trained cache tokens (<|o_0|> … and {ResumeName})"
        : null;

    private static List<Token> FindCacheTokens(IVocabulary vocabulary)
    {
        var tokens = new List<Token>();
        while (vocabulary.Find($"<|o_{tokens.Count}|>") is { } token)
        {
            tokens.Add(token);
        }

        return tokens;
    }

    private static int? ReadInt(ModelDescription model, string key) =>
        model.Metadata.TryGetValue(KeyPrefix + key, out string? text)
            ? int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw new InvalidDataException($"The model's {KeyPrefix}{key} is '{text}', not a whole number.")
            : null;

    private static bool? ReadBool(ModelDescription model, string key) =>
        model.Metadata.TryGetValue(KeyPrefix + key, out string? text)
            ? bool.TryParse(text, out bool value)
                ? value
                : throw new InvalidDataException($"The model's {KeyPrefix}{key} is '{text}', not true or false.")
            : null;
}
