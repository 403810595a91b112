namespace LightThinker.Gguf;

/// <summary>A tensor as a file's header describes it. Immutable and thread-safe.</summary>
public sealed class GgufTensorInfo
{
    internal GgufTensorInfo(string name, GgufTensorType type, long[] shape, long offset)
    {
        Name = name;
        Type = type;
        Shape = shape;
        ElementCount = shape.Aggregate(1L, (product, length) => checked(product * length));
        ByteCount = GgufTensorEncoding.ByteCount(type, ElementCount);
        Offset = offset;
    }

    public string Name { get; }

    public GgufTensorType Type { get; }

    /// <summary>Lengths of 1 to 4 dimensions, the fastest-running first: a matrix is (columns, rows).</summary>
    public IReadOnlyList<long> Shape { get; }

    public long ElementCount { get; }

    /// <summary>Bytes of data, without the padding after it.</summary>
    public long ByteCount { get; }

    /// <summary>Bytes from the start of the file's data section; a multiple of the alignment.</summary>
    public long Offset { get; }
}
