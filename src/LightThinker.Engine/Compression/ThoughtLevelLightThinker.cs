namespace LightThinker.Engine.Compression;

/// <summary>
/// LightThinker, thought level (arXiv 2502.15589, section 3.2): a thought ends where the model samples its split token.
/// Immutable and thread-safe.
/// </summary>
internal sealed class ThoughtLevelLightThinker : ICompressionStrategy
{
    public const string MethodName = "lightthinker";

    public string Name => MethodName;

    public IContextCompressor CreateCompressor(EvictionProfile profile) => new ThoughtLevelCompressor(profile);

    /// <remarks>
    /// The shortest thought is one token and its split, which k + 1 tokens replace. Where that is more than it frees, a model
    /// that splits all the time grows its context by (k + 1) / 2 for each sampled token; otherwise never splitting is worst.
    /// </remarks>
    public long WorstCasePeak(EvictionProfile profile, int promptTokens, int maxTokens)
    {
        int kept = profile.CacheTokens.Count + 1;
        return promptTokens + Math.Max(maxTokens, ((long)maxTokens * kept + 1) / 2) + kept;
    }
}
