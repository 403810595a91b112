using LightThinker.Gguf.Writing;

namespace LightThinker.Gguf.Tests.Writing;

public sealed class GgufWriterErrorTests
{
    [Fact]
    public void Finish_TensorMissing_NamesIt()
    {
        GgufWriter writer = Start();
        writer.WriteTensor("first", [1, 2]);

        var error = Assert.Throws<InvalidOperationException>(writer.Finish);

        Assert.Contains("'second'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WriteTensor_WrongLength_NamesTensorAndLengths(int count)
    {
        GgufWriter writer = Start();

        var error = Assert.Throws<ArgumentException>(() => writer.WriteTensor("first", new float[count]));

        Assert.Contains($"'first' got {count * 4} bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("take 8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteTensor_AfterAnError_IsRefused()
    {
        GgufWriter writer = Start();
        Assert.Throws<ArgumentException>(() => writer.WriteTensor("first", [1]));

        Assert.Throws<InvalidOperationException>(() => writer.WriteTensor("first", [1, 2]));
        Assert.Throws<InvalidOperationException>(writer.Finish);
    }

    [Theory]
    [InlineData("second", "'first' is next")]
    [InlineData("other", "'first' is next")]
    public void WriteTensor_OutOfOrder_SaysWhichIsNext(string name, string expected)
    {
        GgufWriter writer = Start();

        var error = Assert.Throws<ArgumentException>(() => writer.WriteTensor(name, [1, 2]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        writer.WriteTensor("first", [1, 2]);
    }

    [Fact]
    public void WriteTensor_Twice_SaysNothingIsLeft()
    {
        GgufWriter writer = Start();
        writer.WriteTensor("first", [1, 2]);
        writer.WriteTensor("second", new float[32]);

        var error = Assert.Throws<ArgumentException>(() => writer.WriteTensor("second", new float[32]));

        Assert.Contains("no tensor is left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sink_PartOfABlock_IsRefused()
    {
        GgufWriter writer = Start();
        writer.WriteTensor("first", [1, 2]);

        var error = Assert.Throws<ArgumentException>(
            () => writer.WriteTensor("second", sink => sink.Write(new float[31])));

        Assert.Contains("multiples of 32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sink_AfterItsCallback_IsRefused()
    {
        GgufWriter writer = Start();
        GgufTensorSink? kept = null;
        writer.WriteTensor("first", sink =>
        {
            sink.Write([1, 2]);
            kept = sink;
        });

        Assert.Throws<InvalidOperationException>(() => kept!.Write([]));
    }

    [Fact]
    public void WriteTensor_InsideACallback_IsRefused()
    {
        GgufWriter writer = Start();

        Assert.Throws<InvalidOperationException>(
            () => writer.WriteTensor("first", sink => writer.WriteTensor("first", [1, 2])));
    }

    [Fact]
    public void Start_ReadOnlyStream_IsRefused()
    {
        using var stream = new MemoryStream([], writable: false);

        Assert.Throws<ArgumentException>(() => GgufWriter.Start(stream, new GgufHeader()));
    }

    [Fact]
    public void Start_HalfASurrogatePair_NamesTheKey()
    {
        var header = new GgufHeader();
        header.Add("general.name", GgufValue.String("a\ud800b"));

        var error = Assert.Throws<ArgumentException>(() => GgufWriter.Start(Stream.Null, header));

        Assert.Contains("'general.name'", error.Message, StringComparison.Ordinal);
    }

    private static GgufWriter Start()
    {
        var header = new GgufHeader();
        header.AddTensor("first", GgufTensorType.F32, 2);
        header.AddTensor("second", GgufTensorType.Q8, 32);
        return GgufWriter.Start(Stream.Null, header);
    }
}
