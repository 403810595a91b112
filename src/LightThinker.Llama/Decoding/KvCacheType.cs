namespace LightThinker.Llama.Decoding;

/// <summary>How one number in the KV cache is held.</summary>
public enum KvCacheType
{
    /// <summary>16-bit float: the usual choice.</summary>
    F16,

    /// <summary>32-bit float: exact where flash attention is off, twice the memory.</summary>
    F32,

    /// <summary>8.5 bits: about half the memory; as value type it needs flash attention.</summary>
    Q8,
}
