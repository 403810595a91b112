using System.Buffers.Binary;

namespace LightThinker.Gguf.Writing;

/// <summary>Turns floats into the bytes of a tensor type. Stateless and thread-safe.</summary>
internal static class TensorEncoder
{
    /// <param name="type">What to convert to.</param>
    /// <param name="source">Whole blocks.</param>
    /// <param name="target">Exactly as many bytes as <see cref="GgufTensorEncoding.ByteCount"/> says.</param>
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
            case GgufTensorType.BF16:
                for (int i = 0; i < source.Length; i++)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(target[(i * 2)..], ToUpperHalf(source[i]));
                }

                break;
            case GgufTensorType.Q8:
                int length = GgufTensorEncoding.BlockLength(type);
                int size = GgufTensorEncoding.BlockSize(type);
                for (; !source.IsEmpty; source = source[length..], target = target[size..])
                {
                    EncodeQ8Block(source[..length], target);
                }

                break;
        }
    }

    // Adding just under half of the last kept bit, or half where that bit is odd, rounds to nearest even; the carry may go
    // into the exponent, as it should. It must not turn a NaN into an infinity or a zero, so a NaN is cut and made quiet.
    private static ushort ToUpperHalf(float number)
    {
        uint bits = BitConverter.SingleToUInt32Bits(number);
        return float.IsNaN(number)
            ? (ushort)((bits >> 16) | 0x40)
            : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
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
