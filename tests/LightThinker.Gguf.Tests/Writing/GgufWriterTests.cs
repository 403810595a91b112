using LightThinker.Gguf.Writing;

namespace LightThinker.Gguf.Tests.Writing;

public sealed class GgufWriterTests
{
    [Fact]
    public void File_Small_HasTheFormatsExactBytes()
    {
        var header = new GgufHeader();
        header.Add("n", GgufValue.UInt32(7));
        header.Add("t", GgufValue.Array(["hé", ""]));
        header.AddTensor("w", GgufTensorType.F16, 2, 1);

        byte[] file = Write(header, writer => writer.WriteTensor("w", [1f, -2f]));

        string expected = string.Concat(
            "47475546" + "03000000", // magic, version
            "0100000000000000" + "0200000000000000", // tensors, metadata values
            "0100000000000000" + "6E" + "04000000" + "07000000", // "n": UINT32 7
            "0100000000000000" + "74" + "09000000", // "t": ARRAY
            "08000000" + "0200000000000000", // of 2 STRINGs
            "0300000000000000" + "68C3A9" + "0000000000000000", // "hé", ""
            "0100000000000000" + "77" + "02000000", // "w": 2 dimensions
            "0200000000000000" + "0100000000000000", // 2 columns, 1 row
            "01000000" + "0000000000000000", // F16 at offset 0
            "0000", // 126 bytes so far; data starts at 128
            "003C" + "00C0", // 1, -2
            new string('0', 2 * 28)); // padded to the alignment
        Assert.Equal(expected, Convert.ToHexString(file));
    }

    [Fact]
    public void Metadata_EveryType_ReadsBack()
    {
        var header = new GgufHeader();
        header.Add("u8", GgufValue.UInt8(byte.MaxValue));
        header.Add("i8", GgufValue.Int8(sbyte.MinValue));
        header.Add("u16", GgufValue.UInt16(ushort.MaxValue));
        header.Add("i16", GgufValue.Int16(short.MinValue));
        header.Add("u32", GgufValue.UInt32(uint.MaxValue));
        header.Add("i32", GgufValue.Int32(int.MinValue));
        header.Add("u64", GgufValue.UInt64(ulong.MaxValue));
        header.Add("i64", GgufValue.Int64(long.MinValue));
        header.Add("f32", GgufValue.Float32(1e-5f));
        header.Add("f64", GgufValue.Float64(Math.PI));
        header.Add("bool", GgufValue.Bool(true));
        header.Add("string", GgufValue.String("<|splitter|> 思"));

        var file = new ParsedGguf(Write(header));

        Assert.Equal((0, byte.MaxValue), (file.TypeOf("u8"), file["u8"]));
        Assert.Equal((1, sbyte.MinValue), (file.TypeOf("i8"), file["i8"]));
        Assert.Equal((2, ushort.MaxValue), (file.TypeOf("u16"), file["u16"]));
        Assert.Equal((3, short.MinValue), (file.TypeOf("i16"), file["i16"]));
        Assert.Equal((4, uint.MaxValue), (file.TypeOf("u32"), file["u32"]));
        Assert.Equal((5, int.MinValue), (file.TypeOf("i32"), file["i32"]));
        Assert.Equal((10, ulong.MaxValue), (file.TypeOf("u64"), file["u64"]));
        Assert.Equal((11, long.MinValue), (file.TypeOf("i64"), file["i64"]));
        Assert.Equal((6, 1e-5f), (file.TypeOf("f32"), file["f32"]));
        Assert.Equal((12, Math.PI), (file.TypeOf("f64"), file["f64"]));
        Assert.Equal((7, true), (file.TypeOf("bool"), file["bool"]));
        Assert.Equal((8, "<|splitter|> 思"), (file.TypeOf("string"), file["string"]));
    }

    [Fact]
    public void Metadata_Arrays_ReadBack()
    {
        var header = new GgufHeader();
        header.Add("bytes", GgufValue.Array<byte>([1, 2]));
        header.Add("types", GgufValue.Array([1, 3, 4]));
        header.Add("flags", GgufValue.Array([true, false]));
        header.Add("scales", GgufValue.Array([0.5, 0.25]));
        header.Add("none", GgufValue.Array<string>([]));

        var file = new ParsedGguf(Write(header));

        Assert.Equal(9, file.TypeOf("types"));
        Assert.Equal(new object[] { (byte)1, (byte)2 }, file["bytes"]);
        Assert.Equal(new object[] { 1, 3, 4 }, file["types"]);
        Assert.Equal(new object[] { true, false }, file["flags"]);
        Assert.Equal(new object[] { 0.5, 0.25 }, file["scales"]);
        Assert.Empty((object[])file["none"]);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(8)]
    [InlineData(256)]
    public void Tensors_AnyAlignment_StartAtItsMultiples(int alignment)
    {
        var header = new GgufHeader(alignment);
        header.AddTensor("first", GgufTensorType.F32, 3);
        header.AddTensor("second", GgufTensorType.F16, 5, 2);
        header.AddTensor("third", GgufTensorType.F32, 1);

        byte[] bytes = Write(header, writer =>
        {
            writer.WriteTensor("first", [1, 2, 3]);
            writer.WriteTensor("second", new float[10]);
            writer.WriteTensor("third", [4]);
        });

        var file = new ParsedGguf(bytes);
        Assert.Equal(alignment == 32, !file.Keys.Contains("general.alignment"));
        Assert.All(file.TensorNames, name => Assert.Equal(0, file.Tensor(name).Offset % alignment));
        Assert.Equal(0, bytes.Length % alignment);
        Assert.Equal(3f, BitConverter.ToSingle(file.Data("first", 12)[8..]));
        Assert.Equal(4f, BitConverter.ToSingle(file.Data("third", 4)));
        Assert.Equal([5L, 2L], file.Tensor("second").Shape);
    }

    [Fact]
    public void WriteTensor_InChunks_EqualsAtOnce()
    {
        float[] values = [.. Enumerable.Range(0, 40_000).Select(i => MathF.Sin(i))];
        var header = new GgufHeader();
        header.AddTensor("w", GgufTensorType.F16, 200, 200);

        byte[] atOnce = Write(header, writer => writer.WriteTensor("w", values));
        byte[] inChunks = Write(header, writer => writer.WriteTensor("w", sink =>
        {
            sink.Write(values.AsSpan(0, 1));
            sink.WriteEncoded(BitConverter.GetBytes((Half)values[1]));
            sink.Write(values.AsSpan(2));
        }));

        Assert.Equal(atOnce, inChunks);
    }

    [Fact]
    public void WriteTensor_Q8_DecodesWithinHalfAStep()
    {
        float[] values = [.. Enumerable.Range(0, 64).Select(i => MathF.Sin(i) * (i < 32 ? 3f : 0f))];
        var header = new GgufHeader();
        header.AddTensor("w", GgufTensorType.Q8, 32, 2);

        var file = new ParsedGguf(Write(header, writer => writer.WriteTensor("w", values)));

        Assert.Equal(8, file.Tensor("w").Type);
        ReadOnlySpan<byte> data = file.Data("w", 2 * 34);
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> block = data[(i / 32 * 34)..];
            float decoded = (float)BitConverter.ToHalf(block) * (sbyte)block[2 + (i % 32)];
            Assert.Equal(values[i], decoded, 3f / 127 / 2 * 1.1f);
        }
    }

    [Fact]
    public void WriteTensor_UnseekableStream_IsEnough()
    {
        var header = new GgufHeader();
        header.AddTensor("w", GgufTensorType.F32, 1);
        using var target = new MemoryStream();
        using var pipe = new System.IO.Compression.BrotliStream(target, System.IO.Compression.CompressionLevel.Fastest);

        GgufWriter writer = GgufWriter.Start(pipe, header);
        writer.WriteTensor("w", [1]);
        writer.Finish();

        Assert.NotEqual(0, target.Length);
    }

    internal static byte[] Write(GgufHeader header, Action<GgufWriter>? write = null)
    {
        using var stream = new MemoryStream();
        GgufWriter writer = GgufWriter.Start(stream, header);
        write?.Invoke(writer);
        writer.Finish();
        return stream.ToArray();
    }
}
