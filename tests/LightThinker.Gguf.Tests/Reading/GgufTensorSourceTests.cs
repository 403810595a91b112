using LightThinker.Gguf.Reading;
using LightThinker.Gguf.Tests.Writing;
using LightThinker.Gguf.Writing;

namespace LightThinker.Gguf.Tests.Reading;

public sealed class GgufTensorSourceTests
{
    [Theory]
    [InlineData(GgufTensorType.F32)]
    [InlineData(GgufTensorType.F16)]
    [InlineData(GgufTensorType.BF16)]
    [InlineData(GgufTensorType.Q8)]
    public void Read_InChunks_EqualsAtOnce(GgufTensorType type)
    {
        GgufReader reader = Create(type, 64, 1000);
        float[] atOnce = reader.ReadTensor("w");
        float[] inChunks = new float[64_000];
        GgufTensorSource source = reader.OpenTensor("w");

        source.Read(inChunks.AsSpan(0, 32));
        source.Read(inChunks.AsSpan(32, 33_984));
        source.Read([]);
        source.Read(inChunks.AsSpan(34_016));

        Assert.Equal(atOnce, inChunks);
        Assert.InRange(atOnce.Distinct().Count(), 100, 64_000);
    }

    [Fact]
    public void Read_TwoSourcesInTurns_KeepTheirPlaces()
    {
        GgufReader reader = Create(GgufTensorType.F32, 4, 1);
        GgufTensorSource one = reader.OpenTensor("w");
        GgufTensorSource other = reader.OpenTensor("w");
        float[] numbers = new float[4];

        one.Read(numbers.AsSpan(0, 1));
        other.Read(numbers.AsSpan(1, 1));
        one.Read(numbers.AsSpan(2, 1));
        other.Read(numbers.AsSpan(3, 1));

        Assert.Equal((numbers[0], numbers[2]), (numbers[1], numbers[3]));
        Assert.NotEqual(numbers[0], numbers[2]);
    }

    [Fact]
    public void Read_HandMadeBlocks_GivesScaleTimesByte()
    {
        GgufReader reader = Create(GgufTensorType.Q8, 32, 1, sink =>
        {
            byte[] block = new byte[34];
            BitConverter.TryWriteBytes(block, (Half)0.5f);
            (block[2], block[3], block[33]) = (1, 0x80, 0x7F);
            sink.WriteEncoded(block);
        });

        float[] numbers = reader.ReadTensor("w");

        Assert.Equal((0.5f, -64f, 0f, 63.5f), (numbers[0], numbers[1], numbers[2], numbers[31]));
    }

    [Fact]
    public void Read_EveryHalf_IsItsFloat()
    {
        AssertEvery16Bits(GgufTensorType.F16, bits => (float)BitConverter.UInt16BitsToHalf(bits));
    }

    [Fact]
    public void Read_EveryBFloat_IsTheUpperHalfOfItsFloat()
    {
        AssertEvery16Bits(GgufTensorType.BF16, bits => BitConverter.UInt32BitsToSingle((uint)bits << 16));
    }

    [Fact]
    public void Read_MoreThanIsLeft_NamesTensorAndLengths()
    {
        GgufTensorSource source = Create(GgufTensorType.F32, 4, 1).OpenTensor("w");
        source.Read(new float[3]);

        var error = Assert.Throws<ArgumentException>(() => source.Read(new float[2]));

        Assert.Contains("'w' was asked for 8 bytes; 4 of its 16 are left", error.Message, StringComparison.Ordinal);
        source.Read(new float[1]);
    }

    [Fact]
    public void Read_PartOfABlock_IsRefused()
    {
        GgufTensorSource source = Create(GgufTensorType.Q8, 32, 1).OpenTensor("w");

        var numbers = Assert.Throws<ArgumentException>(() => source.Read(new float[31]));
        var bytes = Assert.Throws<ArgumentException>(() => source.ReadEncoded(new byte[17]));

        Assert.Contains("multiples of 32", numbers.Message, StringComparison.Ordinal);
        Assert.Contains("multiples of 34", bytes.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileCutAfterOpening_NamesTheTensor()
    {
        using var stream = new MemoryStream();
        stream.Write(SampleFile.Create());
        using GgufReader reader = GgufReader.Open(stream);
        stream.SetLength(stream.Length - 64);

        string message = Assert.Throws<GgufException>(() => reader.ReadTensor(SampleFile.LastTensor)).Message;

        Assert.Contains($"tensor '{SampleFile.LastTensor}' is cut off", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenTensor_NoSuchName_SaysSo() => Assert.Contains(
        "has no tensor 'x'",
        Assert.Throws<GgufException>(() => Create(GgufTensorType.F32, 1, 1).OpenTensor("x")).Message,
        StringComparison.Ordinal);

    private static void AssertEvery16Bits(GgufTensorType type, Func<ushort, float> expected)
    {
        GgufReader reader = Create(type, 256, 256, sink =>
        {
            for (int bits = 0; bits <= ushort.MaxValue; bits++)
            {
                sink.WriteEncoded(BitConverter.GetBytes((ushort)bits));
            }
        });

        float[] numbers = reader.ReadTensor("w");

        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            Assert.Equal(
                BitConverter.SingleToUInt32Bits(expected((ushort)bits)), BitConverter.SingleToUInt32Bits(numbers[bits]));
        }
    }

    private static GgufReader Create(
        GgufTensorType type, int columns, int rows, Action<GgufTensorSink>? write = null)
    {
        var header = new GgufHeader();
        header.AddTensor("w", type, columns, rows);
        float[] values = [.. Enumerable.Range(0, columns * rows).Select(i => MathF.Sin(i))];
        return GgufReaderTests.Open(GgufWriterTests.Write(
            header, writer => writer.WriteTensor("w", write ?? (sink => sink.Write(values)))));
    }
}
