namespace LightThinker.Gguf;

/// <summary>Sizes of tensor types. Stateless and thread-safe.</summary>
internal static class GgufTensorEncoding
{
    private const int Q8BlockLength = 32;

    /// <summary>The types by name and number, for error messages.</summary>
    public static string KnownTypes { get; } =
        string.Join(", ", Enum.GetValues<GgufTensorType>().Select(static type => $"{type} ({(int)type})"));

    /// <summary>Numbers that are stored together: rows, and chunks of a row, consist of whole blocks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a type of the enumeration.</exception>
    public static int BlockLength(GgufTensorType type) => type switch
    {
        GgufTensorType.F32 or GgufTensorType.F16 or GgufTensorType.BF16 => 1,
        GgufTensorType.Q8 => Q8BlockLength,
        _ => throw Unknown(type),
    };

    /// <summary>Bytes of one block.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a type of the enumeration.</exception>
    public static int BlockSize(GgufTensorType type) => type switch
    {
        GgufTensorType.F32 => sizeof(float),
        GgufTensorType.F16 or GgufTensorType.BF16 => 2,
        GgufTensorType.Q8 => 2 + Q8BlockLength,
        _ => throw Unknown(type),
    };

    public static long ByteCount(GgufTensorType type, long elements) =>
        checked(elements / BlockLength(type) * BlockSize(type));

    private static ArgumentOutOfRangeException Unknown(GgufTensorType type) =>
        new(nameof(type), type, $"Tensors are stored as {KnownTypes}.");
}
