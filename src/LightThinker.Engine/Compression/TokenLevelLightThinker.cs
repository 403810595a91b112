namespace LightThinker.Engine.Compression;

/// <summary>
/// LightThinker, token level (arXiv 2502.15589, section 3.2): every so many sampled tokens are compressed, whatever they
/// say. Immutable and thread-safe.
/// </summary>
internal sealed class TokenLevelLightThinker : ICompressionStrategy
{
    public string Name => "lightthinker-token";

    public IReadOnlyList<string> Parameters { get; } =
    [
        CompressionParameter.Interval,
        CompressionParameter.CacheTokens,
        CompressionParameter.EvictOpeningDelimiter,
        CompressionParameter.CompressAnswer,
    ];

    public string? FindObstacle(CompressionTokens tokens) => tokens.FindObstacle();

    public IContextCompressor CreateCompressor(EvictionProfile profile) => new TokenLevelCompressor(profile);

    /// <inheritdoc/>
    /// <remarks>Where the answer is kept, the model may write nothing else, so that every token may stay.</remarks>
    public long PromisedPeak(EvictionProfile profile, int promptTokens, int maxTokens)
    {
        int kept = profile.CacheTokens.Count + 1;
        long compressed = ((long)maxTokens / profile.Interval * kept) + profile.Interval;
        return promptTokens + kept + (profile.CompressesAnswer ? Math.Min(compressed, maxTokens) : maxTokens);
    }
}
