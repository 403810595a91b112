namespace LightThinker.Gguf;

/// <summary>How a tensor's numbers are stored; the numbers are those in the file.</summary>
public enum GgufTensorType
{
    /// <summary>32-bit floats.</summary>
    F32 = 0,

    /// <summary>16-bit IEEE floats, rounded to nearest even; beyond ±65,504 becomes infinite.</summary>
    F16 = 1,

    /// <summary>
    /// <c>Q8_0</c>: blocks of 32 signed bytes that share one 16-bit scale: 34 bytes per block, 8.5 bits per number.
    /// </summary>
    Q8 = 8,
}
