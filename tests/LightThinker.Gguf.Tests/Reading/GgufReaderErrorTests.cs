using System.Buffers.Binary;
using LightThinker.Gguf.Reading;
using LightThinker.Gguf.Tests.Writing;

namespace LightThinker.Gguf.Tests.Reading;

public sealed class GgufReaderErrorTests
{
    // A file of one key "k", whose value starts at byte 33, and of one F32 tensor "w" of 2 numbers.
    private const int ValueType = 33;
    private const int Value = 37;
    private const int TensorName = 41;
    private const int TensorDimensions = 50;
    private const int TensorLength = 54;
    private const int TensorType = 62;
    private const int TensorOffset = 66;
    private const int Data = 96;

    [Theory]
    [InlineData(0, "byte 0: This is not a GGUF file")]
    [InlineData(3, "byte 0: This is not a GGUF file")]
    [InlineData(6, "byte 4: The header is cut off: 4 more bytes are needed, but the file ends 2 bytes later")]
    [InlineData(20, "byte 8: The list of tensors has a count of 1, at least 33 bytes each, but the file ends 4")]
    [InlineData(60, "byte 54: The description of tensor 'w' is cut off")]
    [InlineData(90, "byte 90: The file ends within the data of tensor 'w'")]
    [InlineData(Data + 7, "byte 103: The file ends within the data of tensor 'w', which needs 8 bytes from offset 0")]
    public void Open_CutOff_SaysWhereAndInWhat(int length, string expected) =>
        AssertFault(Create().AsSpan(0, length), expected);

    [Theory]
    [InlineData(20, "byte 16: The metadata is cut off")]
    [InlineData(30, "byte 16: The metadata has a count of 1, at least 14 bytes each, but the file ends 6 bytes later")]
    [InlineData(38, "byte 37: The metadata value 'k' is cut off: 4 more bytes are needed, but the file ends 1")]
    public void Open_CutOffWithoutTensors_SaysWhereAndInWhat(int length, string expected)
    {
        var header = new GgufHeader();
        header.Add("k", GgufValue.UInt32(7));

        AssertFault(GgufWriterTests.Write(header).AsSpan(0, length), expected);
    }

    [Fact]
    public void Open_OtherFormat_SaysSo() => AssertFault("PK\u0003\u0004 and much more"u8, "not a GGUF file");

    [Theory]
    [InlineData(1, "Version 1 cannot be read, only 2 to 3")]
    [InlineData(4, "Version 4 cannot be read, only 2 to 3")]
    [InlineData(3 << 24, "only little-endian files can be read")]
    public void Open_OtherVersion_SaysWhich(int version, string expected) => AssertFault(4, version, expected);

    [Theory]
    [InlineData(8, ulong.MaxValue, "byte 8: The list of tensors has a count of 18446744073709551615, at")]
    [InlineData(8, 1UL << 20, "byte 8: The list of tensors has a count of 1048576, at least 33 bytes each")]
    [InlineData(16, 1UL << 62, "byte 16: The metadata has a count of 4611686018427387904, at")]
    [InlineData(24, 1UL << 40, "byte 24: Metadata key 0 has a text of 1099511627776 bytes, but the file ends")]
    [InlineData(24, 1000, "byte 24: Metadata key 0 has a text of 1000 bytes, but the file ends")]
    [InlineData(24, 0, "byte 24: Metadata key 0, '', is blank")]
    [InlineData(TensorName, 64, "byte 41: The description of tensor 0 has a text of 64 bytes")]
    [InlineData(TensorName, ulong.MaxValue, "byte 41: The description of tensor 0 has a text of 18446744073709551615")]
    [InlineData(TensorLength, 0, "tensor 'w' has a dimension of 0")]
    [InlineData(TensorLength, ulong.MaxValue, "tensor 'w' has a dimension of -1")]
    [InlineData(TensorLength, 1UL << 48, "which needs 1125899906842624 bytes from offset 0")]
    [InlineData(TensorLength, 3, "ends within the data of tensor 'w', which needs 12 bytes")]
    [InlineData(TensorOffset, 32, "tensor 'w' has its data at offset 32, but the tensors before it end at 0")]
    [InlineData(TensorOffset, ulong.MaxValue, "at offset 18446744073709551615")]
    public void Open_ImpossibleNumber_NamesIt(int position, ulong number, string expected)
    {
        byte[] file = Create()[..(Data + 8)];
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(position), number);

        AssertFault(file, expected);
    }

    [Theory]
    [InlineData(ValueType, 13, "byte 33: The metadata value 'k' has the unknown type 13")]
    [InlineData(ValueType, -1, "has the unknown type 4294967295")]
    [InlineData(TensorDimensions, 0, "Tensor 'w' has 0 dimensions")]
    [InlineData(TensorDimensions, 5, "Tensor 'w' has 5 dimensions")]
    [InlineData(TensorDimensions, -1, "Tensor 'w' has 4294967295 dimensions")]
    [InlineData(TensorType, 12, "byte 41: Tensor 'w' is stored as type 12; F32 (0), F16 (1), Q8 (8), BF16 (30)")]
    [InlineData(TensorType, 8, "Tensor 'w' has rows of 2 numbers; Q8 stores multiples of 32")]
    public void Open_UnknownKind_NamesIt(int position, int number, string expected) =>
        AssertFault(position, number, expected);

    [Theory]
    [InlineData(9, 13, "byte 37: The metadata value 'k' has the unknown type 13")]
    [InlineData(9, 9, "byte 37: The metadata value 'k' is an array of arrays")]
    [InlineData(7, 2, "byte 37: The metadata value 'k' has a bool of 2")]
    public void Open_BadValue_NamesTheKey(int type, int value, string expected)
    {
        byte[] file = Create();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(ValueType), type);

        AssertFault(file, Value, value, expected);
    }

    [Theory]
    [InlineData(0u, "is 0; it must be a power of two")]
    [InlineData(4u, "is 4; it must be a power of two from 8")]
    [InlineData(48u, "is 48; it must be")]
    [InlineData(1u << 31, "is 2147483648; it must be a power of two from 8 to 1073741824")]
    public void Open_ImpossibleAlignment_SaysWhatIsPossible(uint alignment, string expected)
    {
        byte[] file = GgufWriterTests.Write(new GgufHeader(alignment: 64));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(24 + 8 + "general.alignment".Length + 4), alignment);

        AssertFault(file, "The metadata value 'general.alignment' " + expected);
    }

    [Fact]
    public void Open_LargeAlignment_CountsAsMissingData()
    {
        var header = new GgufHeader(alignment: 64);
        header.AddTensor("w", GgufTensorType.F32, 1);
        byte[] file = GgufWriterTests.Write(header, writer => writer.WriteTensor("w", [1]));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(24 + 8 + "general.alignment".Length + 4), 1u << 30);

        AssertFault(file, "ends within the data of tensor 'w'");
    }

    [Fact]
    public void Open_AlignmentOfAnotherType_SaysWhich()
    {
        byte[] file = GgufWriterTests.Write(new GgufHeader(alignment: 64));
        file[24 + 8 + "general.alignment".Length] = (byte)GgufValueType.Float32;

        AssertFault(file, "'general.alignment' is of type Float32; one UInt32 is needed");
    }

    [Fact]
    public void Open_KeyTwice_NamesIt()
    {
        var header = new GgufHeader();
        header.Add("a", GgufValue.UInt8(1));
        header.Add("b", GgufValue.UInt8(2));
        byte[] file = GgufWriterTests.Write(header);
        file[24 + 14 + 8] = (byte)'a';

        AssertFault(file, "byte 38: The metadata key 'a' is there twice");
    }

    [Fact]
    public void Open_TensorTwice_NamesIt()
    {
        var header = new GgufHeader();
        header.AddTensor("a", GgufTensorType.F32, 1);
        header.AddTensor("b", GgufTensorType.F32, 1);
        byte[] file = GgufWriterTests.Write(header, writer =>
        {
            writer.WriteTensor("a", [1]);
            writer.WriteTensor("b", [1]);
        });
        file[24 + 33 + 8] = (byte)'a';

        AssertFault(file, "byte 57: Tensor 'a' is there twice");
    }

    [Theory]
    [InlineData(0xFF, "byte 24: Metadata key 0 has a text that is not UTF-8")]
    [InlineData((int)' ', "byte 24: Metadata key 0, ' ', is blank")]
    public void Open_BadKey_SaysWhichAndWhere(byte letter, string expected)
    {
        byte[] file = Create();
        file[32] = letter;

        AssertFault(file, expected);
    }

    [Fact]
    public void Open_UnseekableStream_IsTheCallersMistake()
    {
        using var pipe = new System.IO.Compression.BrotliStream(
            new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);

        Assert.Throws<ArgumentException>(() => GgufReader.Open(pipe));
    }

    [Fact]
    public void Open_NoSuchFile_IsAnOrdinaryFileError() =>
        Assert.Throws<FileNotFoundException>(() => GgufReader.Open("none.gguf"));

    private static byte[] Create()
    {
        var header = new GgufHeader();
        header.Add("k", GgufValue.UInt32(7));
        header.AddTensor("w", GgufTensorType.F32, 2);
        return GgufWriterTests.Write(header, writer => writer.WriteTensor("w", [1, 2]));
    }

    private static void AssertFault(int position, int number, string expected) =>
        AssertFault(Create(), position, number, expected);

    private static void AssertFault(byte[] file, int position, int number, string expected)
    {
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(position), number);
        AssertFault(file, expected);
    }

    private static void AssertFault(ReadOnlySpan<byte> file, string expected)
    {
        byte[] copy = file.ToArray();
        string message = Assert.Throws<GgufException>(() => GgufReaderTests.Open(copy)).Message;
        Assert.StartsWith("GGUF stream", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.OrdinalIgnoreCase);
    }
}
