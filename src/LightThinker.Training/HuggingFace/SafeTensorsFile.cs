using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LightThinker.Training.HuggingFace;

/// <summary>Reads tensors of a safetensors file as 32-bit floats, one at a time. Thread-safe.</summary>
internal sealed class SafeTensorsFile
{
    // The format's own limit for its header.
    private const long LargestHeader = 100_000_000;

    private readonly string _path;
    private readonly Dictionary<string, Entry> _entries;

    private SafeTensorsFile(string path, Dictionary<string, Entry> entries)
    {
        _path = path;
        _entries = entries;
    }

    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <exception cref="InvalidDataException">The file is damaged; the message says where.</exception>
    public static SafeTensorsFile Open(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> prefix = stackalloc byte[8];
        if (file.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
        {
            throw new InvalidDataException($"{path} is too short for a safetensors file.");
        }

        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length is < 2 or > LargestHeader || 8 + length > file.Length)
        {
            throw new InvalidDataException(
                $"{path}: a header of {length} bytes does not fit the file; it is damaged or cut short.");
        }

        byte[] header = new byte[length];
        file.ReadExactly(header);
        try
        {
            using var json = JsonDocument.Parse(header);
            var entries = json.RootElement.EnumerateObject()
                .Where(property => property.Name != "__metadata__")
                .ToDictionary(property => property.Name, property => Entry.Parse(path, property, 8 + length, file.Length));
            return new SafeTensorsFile(path, entries);
        }
        catch (Exception error) when (
            error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException
                or ArgumentException)
        {
            throw new InvalidDataException($"{path}: the header is damaged: {error.Message}", error);
        }
    }

    /// <returns>The numbers, row after row.</returns>
    /// <exception cref="InvalidDataException">It has another shape than expected.</exception>
    public float[] Read(string name, IReadOnlyList<long> shape)
    {
        var entry = _entries[name];
        if (!entry.Shape.SequenceEqual(shape))
        {
            throw new InvalidDataException(
                $"{_path}: {name} has the shape [{string.Join(", ", entry.Shape)}]; " +
                $"config.json makes it [{string.Join(", ", shape)}].");
        }

        byte[] bytes = new byte[entry.End - entry.Start];
        using var file = File.OpenRead(_path);
        file.Position = entry.Start;
        file.ReadExactly(bytes);
        return entry.Type switch
        {
            "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            "F16" => [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(value => (float)value)],
            // bfloat16 is the upper half of a 32-bit float.
            _ => [.. MemoryMarshal.Cast<byte, ushort>(bytes).ToArray()
                .Select(bits => BitConverter.UInt32BitsToSingle((uint)bits << 16))],
        };
    }

    /// <summary>Where a tensor is in the file.</summary>
    private sealed record Entry(string Type, long[] Shape, long Start, long End)
    {
        public static Entry Parse(string path, JsonProperty property, long dataStart, long fileLength)
        {
            string type = property.Value.GetProperty("dtype").GetString() ?? "";
            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(item => item.GetInt64())];
            long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(item => item.GetInt64())];
            int size = type switch
            {
                "F32" => 4,
                "F16" or "BF16" => 2,
                _ => throw new InvalidDataException($"{path}: {property.Name} is of type '{type}'; F32, F16 and BF16 can be read."),
            };
            long count = shape.Aggregate(1L, (product, length) => checked(product * length));
            return offsets is [>= 0, _] && offsets[1] - offsets[0] == count * size && dataStart + offsets[1] <= fileLength
                ? new Entry(type, shape, dataStart + offsets[0], dataStart + offsets[1])
                : throw new InvalidDataException($"{path}: the place of {property.Name} does not fit its shape or the file.");
        }
    }
}
