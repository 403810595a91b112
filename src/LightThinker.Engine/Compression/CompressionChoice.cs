namespace LightThinker.Engine.Compression;

/// <summary>What a request or the settings ask of compression; null leaves a value to the model. Immutable.</summary>
/// <param name="Method">A name from <see cref="CompressionCatalog.Methods"/>.</param>
/// <param name="Interval">Sampled tokens per segment at token level; 1 … 4096.</param>
/// <param name="CacheTokens">How many of the model's cache tokens to use; at least 1, at most what it has.</param>
/// <param name="EvictOpeningDelimiter">Whether the reasoning's opening delimiter goes with the first thought.</param>
/// <param name="CompressAnswer">Whether the answer is compressed too.</param>
public sealed record CompressionChoice(
    string? Method = null,
    int? Interval = null,
    int? CacheTokens = null,
    bool? EvictOpeningDelimiter = null,
    bool? CompressAnswer = null)
{
    /// <summary>The parameters that are set, the method left out.</summary>
    internal IEnumerable<string> Given => new (string Name, bool IsGiven)[]
    {
        (CompressionParameter.Interval, Interval is not null),
        (CompressionParameter.CacheTokens, CacheTokens is not null),
        (CompressionParameter.EvictOpeningDelimiter, EvictOpeningDelimiter is not null),
        (CompressionParameter.CompressAnswer, CompressAnswer is not null),
    }.Where(parameter => parameter.IsGiven).Select(parameter => parameter.Name);
}
