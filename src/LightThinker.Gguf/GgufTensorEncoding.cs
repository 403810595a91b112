using System.Buffers.Binary;

namespace LightThinker.Gguf;

/// <summary>Sizes of tensor types and the conversion of floats into them. Stateless and thread-safe.</summary>
internal static class GgufTensorEncoding
{
    private const int Q8BlockLength = 32;

    /// <summary>Numbers that are stored together: rows, and chunks of a row, consist of whole blocks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a type that can be written.</exception>
    public static int BlockLength(GgufTensorType type) => type switch
    {
        GgufTensorType.F32 or GgufTensorType.F16 => 1,
        GgufTensorType.Q8 => Q8BlockLength,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Tensors are written as F32, F16 or Q8."),
    };

    /// <summary>Bytes of one block.</summary>
    public static int BlockSize(GgufTensorType type) => type switch
    {
        GgufTensorType.F32 => sizeof(float),
        GgufTensorType.F16 => 2,
        GgufTensorType.Q8 => 2 + Q8BlockLength,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Tensors are written as F32, F16 or Q8."),
    };

    public static long ByteCount(GgufTensorType type, long elements) =>
        checked(elements / BlockLength(type) * BlockSize(type));

    /// <param name="type">What to convert to.</param>
    /// <param name="source">Whole blocks.</param>
    /// <param name="target">Exactly as many bytes as <see cref="ByteCount"/> says.</param>
    public static void Encode(GgufTensorType type, ReadOnlySpan<float> source, Span<byte> target)
    {
        switch (type)
        {
            case GgufTensorType.F32:
                for (int i = 0; i < source.Length; i++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(target[(i * 4)..], source[i]);
                }

                break;
            case GgufTensorType.F16:
                for (int i = 0; i < source.Length; i++)
                {
                    BinaryPrimitives.WriteHalfLittleEndian(target[(i * 2)..], (Half)source[i]);
                }

                break;
            case GgufTensorType.Q8:
                for (; !source.IsEmpty; source = source[Q8BlockLength..], target = target[BlockSize(type)..])
                {
                    EncodeQ8Block(source[..Q8BlockLength], target);
                }

                break;
        }
    }

    // number = scale * byte, with the scale such that the largest magnitude becomes 127. The bytes are rounded against the
    // unrounded scale, as the format's reference quantizer does.
    private static void EncodeQ8Block(ReadOnlySpan<float> source, Span<byte> target)
    {
        float largest = 0;
        foreach (float number in source)
        {
            largest = Math.Max(largest, Math.Abs(number));
        }

        float scale = largest / 127;
        float inverse = scale == 0 ? 0 : 1 / scale;
        BinaryPrimitives.WriteHalfLittleEndian(target, (Half)scale);
        for (int i = 0; i < source.Length; i++)
        {
            target[2 + i] = (byte)(sbyte)MathF.Round(source[i] * inverse, MidpointRounding.AwayFromZero);
        }
    }
}
