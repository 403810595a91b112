using LightThinker.Gguf.Reading;
using LightThinker.Gguf.Tests.Writing;
using LightThinker.TestKit.Models;

namespace LightThinker.Gguf.Tests.Reading;

public sealed class GgufReaderTests
{
    public static TheoryData<GgufTensorType> TensorTypes => new(Enum.GetValues<GgufTensorType>());

    [Fact]
    public void Metadata_EveryScalarType_IsWhatWasWritten()
    {
        GgufMetadata metadata = Open(SampleFile.Create()).Metadata;

        Assert.Equal(byte.MaxValue, metadata.Get<byte>("u8"));
        Assert.Equal(sbyte.MinValue, metadata.Get<sbyte>("i8"));
        Assert.Equal(ushort.MaxValue, metadata.Get<ushort>("u16"));
        Assert.Equal(short.MinValue, metadata.Get<short>("i16"));
        Assert.Equal(uint.MaxValue, metadata.Get<uint>("u32"));
        Assert.Equal(int.MinValue, metadata.Get<int>("i32"));
        Assert.Equal(ulong.MaxValue, metadata.Get<ulong>("u64"));
        Assert.Equal(long.MinValue, metadata.Get<long>("i64"));
        Assert.Equal(1e-5f, metadata.Get<float>("f32"));
        Assert.Equal(Math.PI, metadata.Get<double>("f64"));
        Assert.True(metadata.Get<bool>("bool"));
        Assert.Equal("<|splitter|> 思\0", metadata.Get<string>("string"));
    }

    [Fact]
    public void Metadata_EveryArrayType_IsWhatWasWritten()
    {
        GgufMetadata metadata = Open(SampleFile.Create()).Metadata;

        Assert.Equal<byte>([1, 255], metadata.GetArray<byte>("u8s"));
        Assert.Equal<sbyte>([-128, 127], metadata.GetArray<sbyte>("i8s"));
        Assert.Equal<ushort>([1, 65535], metadata.GetArray<ushort>("u16s"));
        Assert.Equal<short>([-32768, 1], metadata.GetArray<short>("i16s"));
        Assert.Equal<uint>([1, uint.MaxValue], metadata.GetArray<uint>("u32s"));
        Assert.Equal<int>([1, -3, 4], metadata.GetArray<int>("i32s"));
        Assert.Equal<ulong>([1, ulong.MaxValue], metadata.GetArray<ulong>("u64s"));
        Assert.Equal<long>([1, long.MinValue], metadata.GetArray<long>("i64s"));
        Assert.Equal<float>([0.5f, float.NegativeInfinity], metadata.GetArray<float>("f32s"));
        Assert.Equal<double>([0.1, 0.25], metadata.GetArray<double>("f64s"));
        Assert.Equal<bool>([true, false], metadata.GetArray<bool>("bools"));
        Assert.Equal<string>(["hé", "", "x"], metadata.GetArray<string>("strings"));
        Assert.Empty(metadata.GetArray<string>("none"));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(4096)]
    public void Tensors_AnyAlignment_AreDescribedAndRead(int alignment)
    {
        GgufReader reader = Open(SampleFile.Create(alignment));

        Assert.Equal(alignment, reader.Alignment);
        Assert.Equal(["single", "brain", "quantized", "half"], reader.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([64L, 1L, 2L], reader.FindTensor("quantized")!.Shape);
        Assert.All(reader.Tensors, tensor =>
        {
            Assert.Equal(0, tensor.Offset % alignment);
            Assert.Equal(SampleFile.Values(tensor.ElementCount), reader.ReadTensor(tensor.Name));
        });
    }

    [Theory]
    [MemberData(nameof(TensorTypes))]
    public void Rewritten_GeneratedModel_IsTheSameFile(GgufTensorType type)
    {
        using var file = new MemoryStream();
        GeneratedModel.Create(ModelShape.TinyQwen2 with { Layers = 1, WeightType = type }).WriteTo(file);
        using GgufReader reader = GgufReader.Open(file);
        var header = new GgufHeader(reader.Alignment);
        foreach ((string key, GgufValue value) in reader.Metadata.Entries)
        {
            header.Add(key, value);
        }

        foreach (GgufTensorInfo tensor in reader.Tensors)
        {
            header.AddTensor(tensor.Name, tensor.Type, [.. tensor.Shape]);
        }

        byte[] copy = GgufWriterTests.Write(header, writer =>
        {
            foreach (GgufTensorInfo tensor in reader.Tensors)
            {
                byte[] data = new byte[tensor.ByteCount];
                reader.OpenTensor(tensor.Name).ReadEncoded(data);
                writer.WriteTensor(tensor.Name, sink => sink.WriteEncoded(data));
            }
        });

        Assert.Equal(file.ToArray(), copy);
    }

    [Theory]
    [InlineData(GgufTensorType.F32)]
    [InlineData(GgufTensorType.F16)]
    public void ReadTensor_GeneratedModel_GivesItsWeights(GgufTensorType type)
    {
        GeneratedModel model = GeneratedModel.Create(ModelShape.TinyLlama with { WeightType = type });
        using TemporaryModelFile file = TemporaryModelFile.Write(model);
        using GgufReader reader = GgufReader.Open(file.Path);

        Assert.All(reader.Tensors, tensor => Assert.Equal(model.GetWeights(tensor.Name), reader.ReadTensor(tensor.Name)));
    }

    [Fact]
    public void Open_Version2_IsReadLikeVersion3()
    {
        byte[] file = SampleFile.Create();
        file[4] = 2;

        Assert.Equal("half", Open(file).Tensors[^1].Name);
    }

    [Fact]
    public void Open_NeitherMetadataNorTensors_IsEmpty()
    {
        GgufReader reader = Open(GgufWriterTests.Write(new GgufHeader()));

        Assert.Empty(reader.Metadata.Entries);
        Assert.Empty(reader.Tensors);
    }

    [Fact]
    public void Open_TextLongerThanTheBuffer_IsWhole()
    {
        string text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i} "));
        var header = new GgufHeader();
        header.Add("before", GgufValue.UInt8(1));
        header.Add("text", GgufValue.String(text));
        header.Add("after", GgufValue.UInt8(2));

        GgufMetadata metadata = Open(GgufWriterTests.Write(header)).Metadata;

        Assert.Equal(text, metadata.Get<string>("text"));
        Assert.Equal(2, metadata.Get<byte>("after"));
    }

    [Fact]
    public void Open_StreamOfTheCaller_StaysOpenAndMayStandAnywhere()
    {
        using var stream = new MemoryStream(SampleFile.Create());
        stream.Position = 100;

        GgufReader.Open(stream).Dispose();

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Open_FileOfTheReader_IsClosedWithItAndAfterAnError()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, SampleFile.Create());
            GgufReader reader = GgufReader.Open(path);
            reader.Dispose();
            Assert.Throws<ObjectDisposedException>(() => reader.ReadTensor("single"));

            File.WriteAllBytes(path, "GGUX"u8);
            var error = Assert.Throws<GgufException>(() => GgufReader.Open(path));
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
            File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static GgufReader Open(byte[] file) => GgufReader.Open(new MemoryStream(file));
}
