using System.Text;

namespace LightThinker.Llama.Tests.Loading;

/// <summary>Copies of a model that claim another way of splitting words. Stateless and thread-safe.</summary>
internal static class RetokenizedGguf
{
    private const int Alignment = 32;

    public static byte[] Create(string source, string splitter)
    {
        byte[] file = File.ReadAllBytes(source);
        var reader = new GgufHeaderReader(file);
        int valueStart = 0;
        int valueEnd = 0;
        for (ulong left = reader.ReadUInt64At(16); left > 0; left--)
        {
            string key = reader.ReadString();
            int type = reader.ReadInt32();
            int start = reader.Offset;
            reader.SkipValue(type);
            (valueStart, valueEnd) = key == "tokenizer.ggml.pre" ? (start, reader.Offset) : (valueStart, valueEnd);
        }

        for (ulong left = reader.ReadUInt64At(8); left > 0; left--)
        {
            reader.SkipString();
            reader.Skip((reader.ReadInt32() * 8) + 4 + 8);
        }

        Assert.NotEqual(0, valueStart);
        byte[] name = Encoding.ASCII.GetBytes(splitter);
        List<byte> header =
            [.. file[..valueStart], .. BitConverter.GetBytes((long)name.Length), .. name, .. file[valueEnd..reader.Offset]];
        return [.. header, .. new byte[Padding(header.Count)], .. file[(reader.Offset + Padding(reader.Offset))..]];
    }

    private static int Padding(int offset) => (Alignment - (offset % Alignment)) % Alignment;
}
