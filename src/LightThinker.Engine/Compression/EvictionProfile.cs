using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Compression;

/// <summary>
/// A compression method's parameters for one request: trigger, injected tokens, evicted range, resume token. Immutable.
/// LightThinker, section 3 of arXiv 2502.15589.
/// </summary>
public sealed record EvictionProfile
{
    /// <summary>The strategy that reads this profile; a name from <see cref="CompressionCatalog.Methods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>The token by which the model ends a thought; null where the model has none.</summary>
    public Token? Split { get; init; }

    /// <summary>Tokens decoded while the thought is resident, which take in its content: <c>c_0 … c_{k-1}</c>.</summary>
    public IReadOnlyList<Token> CacheTokens { get; init; } = [];

    /// <summary>The token decoded after the eviction, from whose logits the next thought starts.</summary>
    public Token? Resume { get; init; }

    /// <summary>
    /// Tokens that only the engine may put into the context, masked out of sampling whatever the method: every cache token
    /// of the vocabulary and the resume token.
    /// </summary>
    public IReadOnlyList<Token> NeverSampled { get; init; } = [];

    /// <summary>Sampled tokens per segment at token level; unused at thought level.</summary>
    public int Interval { get; init; }

    /// <summary>Whether the delimiter that opens the reasoning goes with the first thought.</summary>
    public bool EvictsOpeningDelimiter { get; init; } = true;

    /// <summary>Whether the answer is compressed like the reasoning.</summary>
    public bool CompressesAnswer { get; init; } = true;
}
