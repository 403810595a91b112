namespace LightThinker.Server.Options;

/// <summary>How one number in the KV cache is held.</summary>
internal enum CacheType
{
    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>16-bit float.</summary>
    F16,

    /// <summary>About 8 bits; needs flash attention.</summary>
    Q8,
}
