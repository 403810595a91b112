namespace LightThinker.Engine.Compression;

/// <summary>Names of the parameters of compression, as requests spell them.</summary>
public static class CompressionParameter
{
    public const string Method = "method";
    public const string Interval = "interval";
    public const string CacheTokens = "cache_tokens";
    public const string EvictOpeningDelimiter = "evict_opening_delimiter";
    public const string CompressAnswer = "compress_answer";
}
