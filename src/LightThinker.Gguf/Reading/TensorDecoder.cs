using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LightThinker.Gguf.Reading;

/// <summary>Turns the bytes of a tensor type into floats. Stateless and thread-safe.</summary>
internal static class TensorDecoder
{
    /// <param name="type">What the bytes are.</param>
    /// <param name="source">Whole blocks.</param>
    /// <param name="target">Exactly as many numbers as the blocks hold.</param>
    public static void Decode(GgufTensorType type, ReadOnlySpan<byte> source, Span<float> target)
    {
        switch (type)
        {
            case GgufTensorType.F32 when BitConverter.IsLittleEndian:
                MemoryMarshal.Cast<byte, float>(source).CopyTo(target);
                break;
            case GgufTensorType.F32:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = BinaryPrimitives.ReadSingleLittleEndian(source[(i * 4)..]);
                }

                break;
            case GgufTensorType.F16:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(source[(i * 2)..]);
                }

                break;
            case GgufTensorType.BF16:
                for (int i = 0; i < target.Length; i++)
                {
                    uint upperHalf = BinaryPrimitives.ReadUInt16LittleEndian(source[(i * 2)..]);
                    target[i] = BitConverter.UInt32BitsToSingle(upperHalf << 16);
                }

                break;
            case GgufTensorType.Q8:
                int length = GgufTensorEncoding.BlockLength(type);
                int size = GgufTensorEncoding.BlockSize(type);
                for (; !target.IsEmpty; target = target[length..], source = source[size..])
                {
                    DecodeQ8Block(source[..size], target);
                }

                break;
        }
    }

    // number = scale * byte.
    private static void DecodeQ8Block(ReadOnlySpan<byte> source, Span<float> target)
    {
        float scale = (float)BinaryPrimitives.ReadHalfLittleEndian(source);
        ReadOnlySpan<sbyte> steps = MemoryMarshal.Cast<byte, sbyte>(source[2..]);
        for (int i = 0; i < steps.Length; i++)
        {
            target[i] = scale * steps[i];
        }
    }
}
