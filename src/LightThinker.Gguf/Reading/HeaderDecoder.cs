namespace LightThinker.Gguf.Reading;

/// <summary>Turns the bytes before the data section into a header. Not thread-safe; used once.</summary>
internal sealed class HeaderDecoder
{
    // Far beyond any model. Each takes much more memory here than in the file.
    private const int MaxKeys = 1 << 16;
    private const int MaxTensors = 1 << 20;

    // Length, one letter, type, one byte of value.
    private const int MinMetadataSize = 8 + 1 + 4 + 1;

    // Length, one letter, number of dimensions, one dimension, type, offset.
    private const int MinTensorInfoSize = 8 + 1 + 4 + 8 + 4 + 8;

    private readonly HeaderCursor _cursor;
    private readonly OrderedDictionary<string, GgufValue> _metadata = [];
    private readonly OrderedDictionary<string, GgufTensorInfo> _tensors = [];
    private int _alignment = GgufFormat.DefaultAlignment;
    private long _dataLength;

    private HeaderDecoder(HeaderCursor cursor) => _cursor = cursor;

    /// <exception cref="GgufException">The bytes are not a sound header for a file of this length.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static DecodedHeader Decode(HeaderCursor cursor) => new HeaderDecoder(cursor).Decode();

    private DecodedHeader Decode()
    {
        RequireReadableVersion();
        _cursor.Subject = "the list of tensors";
        int tensorCount = _cursor.ReadCount(MinTensorInfoSize, MaxTensors);
        _cursor.Subject = "the metadata";
        int metadataCount = _cursor.ReadCount(MinMetadataSize, MaxKeys);
        for (int i = 0; i < metadataCount; i++)
        {
            ReadMetadata(i);
        }

        for (int i = 0; i < tensorCount; i++)
        {
            ReadTensorInfo(i);
        }

        long dataStart = GgufFormat.Align(_cursor.Position, _alignment);
        RequireData(dataStart);
        return new DecodedHeader(_metadata, _tensors, _alignment, dataStart);
    }

    private void RequireReadableVersion()
    {
        if (_cursor.FileLength < sizeof(uint) || _cursor.ReadUInt32() != GgufFormat.Magic)
        {
            throw _cursor.Fault(0, "this is not a GGUF file: it does not start with the letters GGUF");
        }

        long start = _cursor.Position;
        uint version = _cursor.ReadUInt32();
        if (version is < GgufFormat.OldestReadableVersion or > GgufFormat.Version)
        {
            throw _cursor.Fault(
                start,
                (version & 0xFFFF) == 0
                    ? "the version has its bytes in reverse order; only little-endian files can be read"
                    : $"version {version} cannot be read, only {GgufFormat.OldestReadableVersion} to {GgufFormat.Version}");
        }
    }

    private void ReadMetadata(int index)
    {
        _cursor.Subject = $"metadata key {index}";
        long start = _cursor.Position;
        string key = _cursor.ReadText(GgufFormat.MaxKeyLength);
        if (GgufRules.FindKeyFault(key) is { } fault)
        {
            throw _cursor.Fault(start, $"metadata key {index}, '{key}', {fault}");
        }

        _cursor.Subject = $"the metadata value '{key}'";
        GgufValue value = ValueDecoder.Read(_cursor);
        if (!_metadata.TryAdd(key, value))
        {
            throw _cursor.Fault(start, $"the metadata key '{key}' is there twice");
        }

        if (key == GgufFormat.AlignmentKey)
        {
            _alignment = RequireAlignment(start, value);
        }
    }

    private int RequireAlignment(long start, GgufValue value)
    {
        if (!value.TryGet(out uint alignment))
        {
            throw _cursor.Fault(start, $"{_cursor.Subject} is {value.DescribeType()}; one UInt32 is needed");
        }

        return GgufRules.FindAlignmentFault(alignment) is { } fault
            ? throw _cursor.Fault(start, $"{_cursor.Subject} is {alignment}; it {fault}")
            : (int)alignment;
    }

    private void ReadTensorInfo(int index)
    {
        _cursor.Subject = $"the description of tensor {index}";
        long start = _cursor.Position;
        string name = _cursor.ReadText(GgufFormat.MaxTensorNameLength);
        _cursor.Subject = $"the description of tensor '{name}'";
        long[] shape = ReadShape(start, name);
        uint type = _cursor.ReadUInt32();
        ulong offset = _cursor.ReadUInt64();
        if (!Enum.IsDefined((GgufTensorType)type))
        {
            throw _cursor.Fault(
                start, $"tensor '{name}' is stored as type {type}; {GgufTensorEncoding.KnownTypes} can be read");
        }

        if ((GgufRules.FindTensorNameFault(name) ?? GgufRules.FindShapeFault((GgufTensorType)type, shape)) is { } fault)
        {
            throw _cursor.Fault(start, $"tensor '{name}' {fault}");
        }

        // As llama.cpp does: data without gaps in the order of the list, so that a damaged offset cannot point at another
        // tensor's data.
        if (offset != (ulong)_dataLength)
        {
            throw _cursor.Fault(
                start, $"tensor '{name}' has its data at offset {offset}, but the tensors before it end at {_dataLength}");
        }

        var tensor = new GgufTensorInfo(name, (GgufTensorType)type, shape, _dataLength);
        if (!_tensors.TryAdd(name, tensor))
        {
            throw _cursor.Fault(start, $"tensor '{name}' is there twice");
        }

        // Also keeps the sum of all lengths from overflowing. Where exactly the data starts is known only after the list.
        if (tensor.ByteCount > _cursor.FileLength - _cursor.Position - _dataLength)
        {
            throw Truncated(tensor);
        }

        _dataLength = GgufFormat.Align(_dataLength + tensor.ByteCount, _alignment);
    }

    private long[] ReadShape(long start, string name)
    {
        uint dimensions = _cursor.ReadUInt32();
        if (GgufRules.FindDimensionsFault(dimensions) is { } fault)
        {
            throw _cursor.Fault(start, $"tensor '{name}' {fault}");
        }

        var shape = new long[dimensions];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = (long)_cursor.ReadUInt64();
        }

        return shape;
    }

    // The padding after the last tensor may be missing; some writers leave it out.
    private void RequireData(long dataStart)
    {
        GgufTensorInfo? cut = _tensors.Values
            .FirstOrDefault(tensor => tensor.Offset + tensor.ByteCount > _cursor.FileLength - dataStart);
        if (cut is not null)
        {
            throw Truncated(cut);
        }
    }

    private GgufException Truncated(GgufTensorInfo tensor) => _cursor.Fault(
        _cursor.FileLength,
        $"the file ends within the data of tensor '{tensor.Name}', which needs {tensor.ByteCount} bytes from offset "
        + $"{tensor.Offset} of the data section on");
}
