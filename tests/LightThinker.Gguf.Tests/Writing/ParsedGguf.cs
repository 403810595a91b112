using System.Text;

namespace LightThinker.Gguf.Tests.Writing;

/// <summary>A file taken apart by the format's description, sharing nothing with the writer. Immutable.</summary>
internal sealed class ParsedGguf
{
    private readonly byte[] _file;
    private readonly long _dataStart;
    private readonly Dictionary<string, (int Type, object Value)> _metadata = [];
    private readonly Dictionary<string, (long[] Shape, int Type, long Offset)> _tensors = [];

    public ParsedGguf(byte[] file)
    {
        _file = file;
        using var reader = new BinaryReader(new MemoryStream(file));
        Assert.Equal("GGUF"u8.ToArray(), reader.ReadBytes(4));
        Assert.Equal(3, reader.ReadInt32());
        long tensorCount = reader.ReadInt64();
        long metadataCount = reader.ReadInt64();
        for (long i = 0; i < metadataCount; i++)
        {
            string key = ReadText(reader);
            int type = reader.ReadInt32();
            _metadata.Add(key, (type, ReadValue(reader, type)));
        }

        for (long i = 0; i < tensorCount; i++)
        {
            string name = ReadText(reader);
            long[] shape = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt64())];
            _tensors.Add(name, (shape, reader.ReadInt32(), reader.ReadInt64()));
        }

        long alignment = _metadata.TryGetValue("general.alignment", out var stated) ? (uint)stated.Value : 32;
        _dataStart = (reader.BaseStream.Position + alignment - 1) / alignment * alignment;
        for (long position = reader.BaseStream.Position; position < _dataStart; position++)
        {
            Assert.Equal(0, reader.ReadByte());
        }
    }

    public IReadOnlyCollection<string> Keys => _metadata.Keys;

    public IReadOnlyCollection<string> TensorNames => _tensors.Keys;

    /// <summary>The number the file gives the value's type.</summary>
    public int TypeOf(string key) => _metadata[key].Type;

    public object this[string key] => _metadata[key].Value;

    public (long[] Shape, int Type, long Offset) Tensor(string name) => _tensors[name];

    public ReadOnlySpan<byte> Data(string name, int length) =>
        _file.AsSpan(checked((int)(_dataStart + _tensors[name].Offset)), length);

    private static string ReadText(BinaryReader reader) =>
        Encoding.UTF8.GetString(reader.ReadBytes(checked((int)reader.ReadInt64())));

    private static object ReadValue(BinaryReader reader, int type) => type switch
    {
        0 => reader.ReadByte(),
        1 => reader.ReadSByte(),
        2 => reader.ReadUInt16(),
        3 => reader.ReadInt16(),
        4 => reader.ReadUInt32(),
        5 => reader.ReadInt32(),
        6 => reader.ReadSingle(),
        7 => reader.ReadByte() switch { 0 => false, 1 => true, _ => throw new InvalidDataException("Bad bool.") },
        8 => ReadText(reader),
        9 => ReadArray(reader),
        10 => reader.ReadUInt64(),
        11 => reader.ReadInt64(),
        12 => reader.ReadDouble(),
        _ => throw new InvalidDataException($"Value type {type}."),
    };

    private static object[] ReadArray(BinaryReader reader)
    {
        int type = reader.ReadInt32();
        var elements = new object[reader.ReadInt64()];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = ReadValue(reader, type);
        }

        return elements;
    }
}
