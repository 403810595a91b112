using System.Buffers.Binary;
using LightThinker.Gguf.Reading;
using LightThinker.Gguf.Writing;

namespace LightThinker.Gguf.Tests.Reading;

public sealed class HugeFileTests
{
    private const long Tebibyte = 1L << 40;

    [Fact]
    public void Open_Tebibyte_ReadsTheHeaderAndWhatIsAskedFor()
    {
        var header = new GgufHeader();
        header.AddTensor("first", GgufTensorType.F32, 1 << 20, 1 << 17);
        header.AddTensor("second", GgufTensorType.Q8, 1 << 20, 1 << 17);
        using HugeStream stream = Create(header);
        using GgufReader reader = GgufReader.Open(stream);
        float[] values = [1, 2, 3];

        reader.OpenTensor("first").Read(values);
        reader.OpenTensor("second").ReadEncoded(new byte[34]);

        Assert.Equal([0f, 0f, 0f], values);
        Assert.InRange(stream.BytesRead, 1, 100_000);
    }

    [Fact]
    public void ReadTensor_TooLargeForAnArray_PointsToChunks()
    {
        var header = new GgufHeader();
        header.AddTensor("w", GgufTensorType.F16, 1 << 20, 1 << 12);
        using GgufReader reader = GgufReader.Open(Create(header));

        string message = Assert.Throws<GgufException>(() => reader.ReadTensor("w")).Message;

        Assert.Contains("'w' has 4294967296 numbers", message, StringComparison.Ordinal);
        Assert.Contains("OpenTensor", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GgufValueType.UInt8)]
    [InlineData(GgufValueType.String)]
    public void Open_ArrayLongerThanAnyHeader_TakesNoMemoryForIt(GgufValueType elementType)
    {
        var header = new GgufHeader();
        header.Add("k", elementType == GgufValueType.String ? GgufValue.Array([""]) : GgufValue.Array<byte>([1]));
        using HugeStream stream = Create(header, (45 - 4, 1L << 31));
        long before = GC.GetAllocatedBytesForCurrentThread();

        string message = Assert.Throws<GgufException>(() => GgufReader.Open(stream)).Message;

        Assert.Contains("'k' has a count of 2147483648", message, StringComparison.Ordinal);
        Assert.Contains("of the 134217728 bytes are left that a header may have", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(8, "The list of tensors has a count of 1048577; 1048576 is possible")]
    [InlineData(16, "The metadata has a count of 1048577; 65536 is possible")]
    public void Open_MoreEntriesThanAnyModel_IsRefusedAtOnce(int position, string expected)
    {
        using HugeStream stream = Create(new GgufHeader(), (position, (1 << 20) + 1));

        Assert.Contains(
            expected, Assert.Throws<GgufException>(() => GgufReader.Open(stream)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_StreamShorterThanItsLength_SaysThatItShrank()
    {
        using var stream = new ShrunkStream(SampleFile.Create());

        string message = Assert.Throws<GgufException>(() => GgufReader.Open(stream)).Message;

        Assert.Contains("became shorter", message, StringComparison.Ordinal);
    }

    private static HugeStream Create(GgufHeader header, params (int Position, long Number)[] changes)
    {
        using var written = new MemoryStream();
        GgufWriter.Start(written, header);
        byte[] start = written.ToArray();
        foreach ((int position, long number) in changes)
        {
            BinaryPrimitives.WriteInt64LittleEndian(start.AsSpan(position), number);
        }

        return new HugeStream(start, Tebibyte);
    }

    /// <summary>Promises more bytes than it has. Not thread-safe.</summary>
    private sealed class ShrunkStream(byte[] file) : MemoryStream(file, 0, file.Length / 4)
    {
        public override long Length => 4 * base.Length;
    }
}
