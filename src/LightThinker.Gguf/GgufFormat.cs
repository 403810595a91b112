namespace LightThinker.Gguf;

/// <summary>The fixed numbers of GGUF version 3, little-endian. Immutable.</summary>
internal static class GgufFormat
{
    /// <summary>The letters <c>GGUF</c> as they stand in the file.</summary>
    public const uint Magic = 0x46554747;

    public const uint Version = 3;

    /// <summary>Names the metadata key that states another alignment than <see cref="DefaultAlignment"/>.</summary>
    public const string AlignmentKey = "general.alignment";

    /// <summary>In bytes.</summary>
    public const int DefaultAlignment = 32;

    /// <summary>In bytes.</summary>
    public const int MaxKeyLength = ushort.MaxValue;

    /// <summary>In bytes: the format allows 64, but loaders reserve one for a terminating zero.</summary>
    public const int MaxTensorNameLength = 63;

    public const int MaxDimensions = 4;

    public static long Align(long offset, int alignment) => checked(offset + alignment - 1) / alignment * alignment;
}
