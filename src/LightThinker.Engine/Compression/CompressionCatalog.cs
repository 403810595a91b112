using System.Diagnostics.CodeAnalysis;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Compression;

/// <summary>The compression methods one model can run, and their parameters for it. Immutable and thread-safe.</summary>
public sealed class CompressionCatalog
{
    /// <summary>The method that keeps every token.</summary>
    public const string None = NoCompression.MethodName;

    private const int MaxInterval = 4096;

    private static readonly Dictionary<string, ICompressionStrategy> Strategies =
        new ICompressionStrategy[] { new ThoughtLevelLightThinker(), new TokenLevelLightThinker(), new NoCompression() }
            .ToDictionary(strategy => strategy.Name);

    private readonly CompressionTokens _tokens;
    private readonly CompressionChoice _defaults;
    private readonly string? _obstacle;

    private CompressionCatalog(CompressionTokens tokens, CompressionChoice defaults, string? obstacle)
    {
        _tokens = tokens;
        _defaults = defaults;
        _obstacle = obstacle;
        Methods = [.. Strategies.Values.Where(strategy => FindObstacle(strategy) is null).Select(strategy => strategy.Name)];
    }

    /// <summary>Names of the methods this model can run.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>The method of requests that name none.</summary>
    public string DefaultMethod => _defaults.Method ?? Methods[0];

    /// <summary>Reads the model's trained method from its metadata and the names in its vocabulary.</summary>
    /// <param name="model">The model's metadata; see <see cref="CompressionTokens"/> for the keys.</param>
    /// <param name="vocabulary">The model's tokens.</param>
    /// <param name="canRemoveRanges">Whether the runtime can evict for this model.</param>
    /// <exception cref="InvalidDataException">The metadata contradicts the vocabulary.</exception>
    public static CompressionCatalog Detect(ModelDescription model, IVocabulary vocabulary, bool canRemoveRanges)
    {
        var tokens = CompressionTokens.Detect(model, vocabulary);
        string? obstacle = canRemoveRanges
            ? null
            : $"the architecture '{model.Architecture}' keeps a recurrent state from which nothing can be evicted";
        return new CompressionCatalog(tokens, new CompressionChoice(), obstacle);
    }

    /// <summary>The same catalog with other defaults, as the settings want them.</summary>
    /// <param name="defaults">What requests that leave it open get; parameters of methods other than its own are allowed.</param>
    /// <param name="catalog">The new catalog.</param>
    /// <param name="error">What this model cannot do and why.</param>
    public bool TryWithDefaults(
        CompressionChoice defaults,
        [NotNullWhen(true)] out CompressionCatalog? catalog,
        [NotNullWhen(false)] out CompressionError? error)
    {
        var candidate = new CompressionCatalog(_tokens, defaults, _obstacle);
        error = candidate.FindMethodError(candidate.DefaultMethod) ?? candidate.FindRangeError(defaults);
        catalog = error is null ? candidate : null;
        return error is null;
    }

    /// <summary>Turns a request's wish into a profile.</summary>
    /// <param name="choice">What is asked for; what it leaves open comes from the defaults, then from the model.</param>
    /// <param name="profile">The profile to run with.</param>
    /// <param name="error">What cannot be done and why.</param>
    public bool TryCreateProfile(
        CompressionChoice choice,
        [NotNullWhen(true)] out EvictionProfile? profile,
        [NotNullWhen(false)] out CompressionError? error)
    {
        string method = choice.Method ?? DefaultMethod;
        error = FindMethodError(method) ?? FindMisplaced(choice, method) ?? FindRangeError(choice);
        profile = error is null ? CreateProfile(choice, method) : null;
        return error is null;
    }

    /// <summary>The strategy that runs a profile made here.</summary>
    internal static ICompressionStrategy StrategyOf(EvictionProfile profile) => Strategies[profile.Method];

    private CompressionError? FindMethodError(string method)
    {
        if (!Strategies.TryGetValue(method, out var strategy))
        {
            string offered = string.Join(", ", Methods.Select(name => $"'{name}'"));
            return new(CompressionParameter.Method, $"'{method}' is unknown; this model offers {offered}");
        }

        return FindObstacle(strategy) is { } obstacle
            ? new(CompressionParameter.Method, $"'{method}' cannot run: {obstacle}")
            : null;
    }

    private static CompressionError? FindMisplaced(CompressionChoice choice, string method)
    {
        string? misplaced = choice.Given.Except(Strategies[method].Parameters).FirstOrDefault();
        return misplaced is null ? null : new(misplaced, $"does not belong to method '{method}'; leave it out");
    }

    private CompressionError? FindRangeError(CompressionChoice choice)
    {
        int most = _tokens.AllCacheTokens.Count;
        return choice switch
        {
            { Interval: < 1 or > MaxInterval } =>
                new(CompressionParameter.Interval, $"is {choice.Interval}; it must be 1 … {MaxInterval}"),
            { CacheTokens: { } count } when count < 1 || count > most =>
                new(CompressionParameter.CacheTokens, $"is {count}; this model has 1 … {most}"),
            _ => null,
        };
    }

    private EvictionProfile CreateProfile(CompressionChoice choice, string method)
    {
        bool compresses = method != NoCompression.MethodName;
        int cacheTokens = choice.CacheTokens ?? _defaults.CacheTokens ?? _tokens.TrainedCacheTokens.Count;
        return new EvictionProfile
        {
            Method = method,
            Split = _tokens.Split,
            CacheTokens = compresses ? [.. _tokens.AllCacheTokens.Take(cacheTokens)] : [],
            Resume = compresses ? _tokens.Resume : null,
            NeverSampled = _tokens.NeverSampled,
            Interval = choice.Interval ?? _defaults.Interval ?? _tokens.Interval,
            EvictsOpeningDelimiter =
                choice.EvictOpeningDelimiter ?? _defaults.EvictOpeningDelimiter ?? _tokens.EvictsOpeningDelimiter,
            CompressesAnswer = choice.CompressAnswer ?? _defaults.CompressAnswer ?? _tokens.CompressesAnswer,
        };
    }

    private string? FindObstacle(ICompressionStrategy strategy) =>
        strategy is NoCompression ? null : _obstacle ?? strategy.FindObstacle(_tokens);
}
