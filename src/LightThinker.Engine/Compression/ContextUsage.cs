namespace LightThinker.Engine.Compression;

/// <summary>
/// What one request held in the KV cache, in tokens. Immutable. Peak and dependency are defined as in the LightThinker
/// paper (arXiv 2502.15589, section 4.1); resident peak counts true cells.
/// </summary>
/// <param name="Method">The compression method that ran.</param>
/// <param name="Compressions">Evictions done.</param>
/// <param name="EvictedTokens">Tokens removed from the KV cache by them.</param>
/// <param name="PeakTokens">The paper's Peak: thought, split, cache and resume token counted as present together.</param>
/// <param name="ResidentPeakTokens">Most KV cells held at once.</param>
/// <param name="FullTokens">Prompt + sampled tokens: what would be resident without compression.</param>
/// <param name="Dependency">The paper's Dep: summed over sampled tokens, the tokens each attends to, itself included.</param>
public sealed record ContextUsage(
    string Method,
    int Compressions,
    int EvictedTokens,
    int PeakTokens,
    int ResidentPeakTokens,
    int FullTokens,
    long Dependency);
