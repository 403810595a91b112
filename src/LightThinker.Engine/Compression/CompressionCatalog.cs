using System.Diagnostics.CodeAnalysis;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Compression;

/// <summary>The compression methods one model can run, and their parameters for it. Immutable and thread-safe.</summary>
public sealed class CompressionCatalog
{
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
        Methods = [.. Strategies.Keys.Where(CanRun)];
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
    /// <param name="defaults">What requests that leave it open get.</param>
    /// <param name="catalog">The new catalog.</param>
    /// <param name="error">What this model cannot do and why, naming the parameter.</param>
    public bool TryWithDefaults(
        CompressionChoice defaults,
        [NotNullWhen(true)] out CompressionCatalog? catalog,
        [NotNullWhen(false)] out string? error)
    {
        var candidate = new CompressionCatalog(_tokens, defaults, _obstacle);
        error = candidate.FindError(new CompressionChoice(), defaults.Method ?? Methods[0]);
        catalog = error is null ? candidate : null;
        return error is null;
    }

    /// <summary>Turns a request's wish into a profile.</summary>
    /// <param name="choice">What is asked for; what it leaves open comes from the defaults, then from the model.</param>
    /// <param name="profile">The profile to run with.</param>
    /// <param name="error">What cannot be done and why, naming the parameter.</param>
    public bool TryCreateProfile(
        CompressionChoice choice,
        [NotNullWhen(true)] out EvictionProfile? profile,
        [NotNullWhen(false)] out string? error)
    {
        string method = choice.Method ?? DefaultMethod;
        error = FindError(choice, method);
        profile = error is null ? CreateProfile(choice, method) : null;
        return error is null;
    }

    /// <summary>The strategy that runs a profile made here.</summary>
    internal static ICompressionStrategy StrategyOf(EvictionProfile profile) => Strategies[profile.Method];

    private string? FindError(CompressionChoice choice, string method)
    {
        if (!Strategies.ContainsKey(method))
        {
            return $"method '{method}' is unknown; this model offers {string.Join(", ", Methods.Select(m => $"'{m}'"))}";
        }

        if (!CanRun(method))
        {
            return $"method '{method}' cannot run: {_obstacle ?? _tokens.WhyNot(method)}";
        }

        if (choice.Interval is not null && method != TokenLevelLightThinker.MethodName)
        {
            return $"interval belongs to method '{TokenLevelLightThinker.MethodName}', not to '{method}'";
        }

        if (method == NoCompression.MethodName)
        {
            return choice is { CacheTokens: null, EvictOpeningDelimiter: null, CompressAnswer: null }
                ? null
                : $"method '{NoCompression.MethodName}' has no parameters";
        }

        int interval = choice.Interval ?? _defaults.Interval ?? _tokens.Interval;
        if (interval is < 1 or > 4096)
        {
            return $"interval is {interval}; it must be 1 … 4096";
        }

        int cacheTokens = choice.CacheTokens ?? _defaults.CacheTokens ?? _tokens.TrainedCacheTokens.Count;
        if (cacheTokens < 1 || cacheTokens > _tokens.AllCacheTokens.Count)
        {
            return $"cache_tokens is {cacheTokens}; this model has 1 … {_tokens.AllCacheTokens.Count}";
        }

        return null;
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

    private bool CanRun(string method) =>
        method == NoCompression.MethodName || (_obstacle is null && _tokens.WhyNot(method) is null);
}
