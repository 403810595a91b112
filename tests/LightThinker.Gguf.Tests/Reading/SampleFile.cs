using LightThinker.Gguf.Tests.Writing;

namespace LightThinker.Gguf.Tests.Reading;

/// <summary>A small file with every type of value, array and tensor. Immutable and thread-safe.</summary>
internal static class SampleFile
{
    public const string LastTensor = "half";

    public static byte[] Create(int alignment = 32)
    {
        GgufHeader header = CreateHeader(alignment);
        return GgufWriterTests.Write(header, writer =>
        {
            foreach (GgufTensorInfo tensor in header.Tensors)
            {
                writer.WriteTensor(tensor.Name, Values(tensor.ElementCount));
            }
        });
    }

    /// <summary>Numbers that every tensor type holds exactly.</summary>
    public static float[] Values(long count) =>
        [.. Enumerable.Range(0, (int)count).Select(i => i % 32 == 0 ? 127f : (i % 7) - 3)];

    private static GgufHeader CreateHeader(int alignment)
    {
        var header = new GgufHeader(alignment);
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
        header.Add("string", GgufValue.String("<|splitter|> 思\0"));
        header.Add("u8s", GgufValue.Array<byte>([1, 255]));
        header.Add("i8s", GgufValue.Array<sbyte>([-128, 127]));
        header.Add("u16s", GgufValue.Array<ushort>([1, 65535]));
        header.Add("i16s", GgufValue.Array<short>([-32768, 1]));
        header.Add("u32s", GgufValue.Array<uint>([1, uint.MaxValue]));
        header.Add("i32s", GgufValue.Array([1, -3, 4]));
        header.Add("u64s", GgufValue.Array<ulong>([1, ulong.MaxValue]));
        header.Add("i64s", GgufValue.Array([1, long.MinValue]));
        header.Add("f32s", GgufValue.Array([0.5f, float.NegativeInfinity]));
        header.Add("f64s", GgufValue.Array([0.1, 0.25]));
        header.Add("bools", GgufValue.Array([true, false]));
        header.Add("strings", GgufValue.Array(["hé", "", "x"]));
        header.Add("none", GgufValue.Array<string>([]));
        header.AddTensor("single", GgufTensorType.F32, 5, 2);
        header.AddTensor("brain", GgufTensorType.BF16, 3);
        header.AddTensor("quantized", GgufTensorType.Q8, 64, 1, 2);
        header.AddTensor(LastTensor, GgufTensorType.F16, 3, 1, 2, 1);
        return header;
    }
}
