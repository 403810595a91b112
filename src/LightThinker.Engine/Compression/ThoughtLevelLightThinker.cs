namespace LightThinker.Engine.Compression;

/// <summary>
/// LightThinker, thought level (arXiv 2502.15589, section 3.2): a thought ends where the model samples its split token.
/// Immutable and thread-safe.
/// </summary>
internal sealed class ThoughtLevelLightThinker : ICompressionStrategy
{
    public string Name => "lightthinker";

    public IReadOnlyList<string> Parameters { get; } =
        [CompressionParameter.CacheTokens, CompressionParameter.EvictOpeningDelimiter, CompressionParameter.CompressAnswer];

    public string? FindObstacle(CompressionTokens tokens) =>
        tokens.FindObstacle()
        ?? (tokens.Split is null ? $"the model has no token that ends a thought ({CompressionTokens.SplitName})" : null);

    public IContextCompressor CreateCompressor(EvictionProfile profile) => new ThoughtLevelCompressor(profile);

    /// <inheritdoc/>
    /// <remarks>Worst is never to split, or to split once at the end: the cache and resume tokens then come on top.</remarks>
    public long PromisedPeak(EvictionProfile profile, int promptTokens, int maxTokens) =>
        (long)promptTokens + maxTokens + profile.CacheTokens.Count + 1;
}
