namespace LightThinker.Gguf.Tests;

public sealed class GgufHeaderTests
{
    [Fact]
    public void Add_SameKeyTwice_NamesTheKey()
    {
        var header = new GgufHeader();
        header.Add("llama.block_count", GgufValue.UInt32(1));

        var error = Assert.Throws<ArgumentException>(() => header.Add("llama.block_count", GgufValue.UInt32(2)));

        Assert.Contains("'llama.block_count' is already there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_AlignmentKey_PointsToTheConstructor()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new GgufHeader().Add("general.alignment", GgufValue.UInt32(64)));

        Assert.Contains("constructor", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("schlüssel")]
    public void Add_MalformedKey_IsRefused(string key) =>
        Assert.Throws<ArgumentException>(() => new GgufHeader().Add(key, GgufValue.Bool(true)));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(48)]
    [InlineData(-32)]
    public void Alignment_NotAPowerOfTwoFromEight_IsRefused(int alignment) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GgufHeader(alignment));

    [Fact]
    public void AddTensor_SameNameTwice_NamesTheTensor()
    {
        var header = new GgufHeader();
        header.AddTensor("output.weight", GgufTensorType.F32, 4);

        var error = Assert.Throws<ArgumentException>(() => header.AddTensor("output.weight", GgufTensorType.F32, 4));

        Assert.Contains("'output.weight' is already there", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void AddTensor_NameLength_IsLimitedTo63Bytes(int length, bool fits)
    {
        var header = new GgufHeader();
        string name = new('w', length);

        Exception? error = Record.Exception(() => header.AddTensor(name, GgufTensorType.F32, 1));

        Assert.Equal(fits, error is null);
    }

    [Theory]
    [InlineData(new long[] { })]
    [InlineData(new long[] { 1, 1, 1, 1, 1 })]
    [InlineData(new long[] { 4, 0 })]
    [InlineData(new long[] { -4 })]
    [InlineData(new[] { long.MaxValue, 2L })]
    public void AddTensor_ImpossibleShape_NamesTheTensor(long[] shape)
    {
        var error = Assert.Throws<ArgumentException>(() => new GgufHeader().AddTensor("w", GgufTensorType.F32, shape));

        Assert.Contains("'w'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTensor_RowOfHalfABlock_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new GgufHeader().AddTensor("w", GgufTensorType.Q8, 48, 2));

        Assert.Contains("multiples of 32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTensor_UnknownType_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GgufHeader().AddTensor("w", (GgufTensorType)99, 1));

    [Fact]
    public void AddTensor_Several_OffsetsAreAlignedAndInOrder()
    {
        var header = new GgufHeader();

        GgufTensorInfo first = header.AddTensor("a", GgufTensorType.F32, 9);
        GgufTensorInfo second = header.AddTensor("b", GgufTensorType.Q8, 64, 3);
        GgufTensorInfo third = header.AddTensor("c", GgufTensorType.F16, 1);

        Assert.Equal((0, 36), (first.Offset, first.ByteCount));
        Assert.Equal((64, 6 * 34), (second.Offset, second.ByteCount));
        Assert.Equal((64 + 224, 2), (third.Offset, third.ByteCount));
    }
}
