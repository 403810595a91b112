using System.Buffers.Binary;
using System.Text;

namespace LightThinker.Llama.Tests.Loading;

/// <summary>
/// Cuts a GGUF file in two parts as llama.cpp's own tool does: metadata and the first tensors, then the other tensors.
/// Stateless and thread-safe.
/// </summary>
internal static class SplitGguf
{
    private const int Alignment = 32;

    /// <returns>The path of the first part.</returns>
    public static string Write(string source, string folder)
    {
        byte[] file = File.ReadAllBytes(source);
        var reader = new HeaderReader(file);
        int tensorCount = (int)reader.ReadUInt64At(8);
        int keyCount = (int)reader.ReadUInt64At(16);
        int keysStart = reader.Offset;
        for (int i = 0; i < keyCount; i++)
        {
            reader.SkipString();
            reader.SkipValue(reader.ReadInt32());
        }

        byte[] keys = file[keysStart..reader.Offset];
        var tensors = new List<(byte[] Info, long Offset)>();
        for (int i = 0; i < tensorCount; i++)
        {
            int start = reader.Offset;
            reader.SkipString();
            reader.Skip((reader.ReadInt32() * 8) + 4);
            tensors.Add((file[start..reader.Offset], reader.ReadInt64()));
        }

        byte[] data = file[Align(reader.Offset)..];
        int half = tensorCount / 2;
        long cut = tensors[half].Offset;
        string first = Path.Combine(folder, "model-00001-of-00002.gguf");
        string second = Path.Combine(folder, "model-00002-of-00002.gguf");
        WritePart(first, 0, keys, keyCount, tensorCount, tensors[..half], data[..(int)cut], 0);
        WritePart(second, 1, [], 0, tensorCount, tensors[half..], data[(int)cut..], cut);
        return first;
    }

    private static void WritePart(
        string path, ushort number, byte[] keys, int keyCount, int allTensors,
        List<(byte[] Info, long Offset)> tensors, byte[] data, long dataStart)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((long)tensors.Count);
        writer.Write((long)(keyCount + 3));
        writer.Write(keys);
        WriteKey(writer, "split.no", 2);
        writer.Write(number);
        WriteKey(writer, "split.count", 2);
        writer.Write((ushort)2);
        WriteKey(writer, "split.tensors.count", 5);
        writer.Write(allTensors);
        foreach ((byte[] info, long offset) in tensors)
        {
            writer.Write(info);
            writer.Write(offset - dataStart);
        }

        writer.Flush();
        writer.Write(new byte[Align((int)writer.BaseStream.Position) - (int)writer.BaseStream.Position]);
        writer.Write(data);
    }

    private static void WriteKey(BinaryWriter writer, string key, int type)
    {
        writer.Write((long)key.Length);
        writer.Write(Encoding.ASCII.GetBytes(key));
        writer.Write(type);
    }

    private static int Align(int offset) => (offset + Alignment - 1) / Alignment * Alignment;

    /// <summary>Walks over a header. One thread at a time.</summary>
    private sealed class HeaderReader(byte[] file)
    {
        private const int StringType = 8;
        private const int ArrayType = 9;

        public int Offset { get; private set; } = 24;

        public ulong ReadUInt64At(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(offset));

        public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

        public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

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
}
