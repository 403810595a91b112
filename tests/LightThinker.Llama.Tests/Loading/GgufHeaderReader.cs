using System.Buffers.Binary;
using System.Text;

namespace LightThinker.Llama.Tests.Loading;

/// <summary>Walks over the header of a GGUF file, from its first key on. One thread at a time.</summary>
internal sealed class GgufHeaderReader(byte[] file)
{
    private const int StringType = 8;
    private const int ArrayType = 9;

    public int Offset { get; private set; } = 24;

    public ulong ReadUInt64At(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(offset));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string ReadString()
    {
        int length = (int)ReadInt64();
        return Encoding.UTF8.GetString(Take(length));
    }

    public void Skip(int bytes) => Offset += bytes;

    public void SkipString() => Skip((int)ReadInt64());

    public void SkipValue(int type)
    {
        switch (type)
        {
            case StringType:
                SkipString();
                break;
            case ArrayType:
                int element = ReadInt32();
                for (long left = ReadInt64(); left > 0; left--)
                {
                    SkipValue(element);
                }

                break;
            default:
                Skip(type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 4 or 5 or 6 => 4, _ => 8 });
                break;
        }
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        Offset += bytes;
        return file.AsSpan(Offset - bytes, bytes);
    }
}
