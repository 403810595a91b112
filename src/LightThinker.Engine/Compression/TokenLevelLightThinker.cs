namespace LightThinker.Engine.Compression;

/// <summary>
/// LightThinker, token level (arXiv 2502.15589, section 3.2): every so many sampled tokens are compressed, whatever they
/// say. Immutable and thread-safe.
/// </summary>
internal sealed class TokenLevelLightThinker : ICompressionStrategy
{
    public const string MethodName = "lightthinker-token";

    public string Name => MethodName;

    public IContextCompressor CreateCompressor(EvictionProfile profile) => new TokenLevelCompressor(profile);

    /// <remarks>
    /// Only tokens outside the compressed section escape; where the answer is kept, the model may write nothing else, so that
    /// keeping everything is possible too.
    /// </remarks>
    public long WorstCasePeak(EvictionProfile profile, int promptTokens, int maxTokens)
    {
        int kept = profile.CacheTokens.Count + 1;
        long compressed = (long)maxTokens / profile.Interval * kept + profile.Interval + kept;
        return promptTokens + (profile.CompressesAnswer ? compressed : Math.Max(compressed, maxTokens + kept));
    }
}
