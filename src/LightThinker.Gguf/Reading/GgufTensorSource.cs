namespace LightThinker.Gguf.Reading;

/// <summary>
/// Gives one tensor's data in chunks, in order, with no more than a chunk in memory. Not thread-safe, but several sources
/// of one reader may be read in turns; usable until the reader is disposed.
/// </summary>
public sealed class GgufTensorSource
{
    // A multiple of every block length.
    private const int ChunkLength = 16 * 1024;

    private readonly Stream _stream;
    private readonly string _fileName;
    private readonly long _start;
    private long _taken;
    private byte[] _buffer = [];

    internal GgufTensorSource(Stream stream, string fileName, GgufTensorInfo tensor, long dataStart)
    {
        _stream = stream;
        _fileName = fileName;
        _start = dataStart + tensor.Offset;
        Tensor = tensor;
    }

    public GgufTensorInfo Tensor { get; }

    /// <summary>Fills the span with the next numbers, converted from the tensor's type.</summary>
    /// <param name="values">Any number of them; for <c>Q8</c> a multiple of 32.</param>
    /// <exception cref="ArgumentException">More than the tensor has left, or not a multiple; nothing was read.</exception>
    /// <exception cref="GgufException">The file became shorter since it was opened.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public void Read(Span<float> values)
    {
        RequireBlocks(values.Length, GgufTensorEncoding.BlockLength(Tensor.Type), "numbers");
        RequireLeft(GgufTensorEncoding.ByteCount(Tensor.Type, values.Length));
        while (!values.IsEmpty)
        {
            Span<float> chunk = values[..Math.Min(ChunkLength, values.Length)];
            Span<byte> encoded = Buffer((int)GgufTensorEncoding.ByteCount(Tensor.Type, chunk.Length));
            Take(encoded);
            TensorDecoder.Decode(Tensor.Type, encoded, chunk);
            values = values[chunk.Length..];
        }
    }

    /// <summary>Fills the span with the next bytes as they are in the file.</summary>
    /// <param name="bytes">A multiple of 4 for <c>F32</c>, 2 for <c>F16</c> and <c>BF16</c>, 34 for <c>Q8</c>.</param>
    /// <exception cref="ArgumentException">More than the tensor has left, or not a multiple; nothing was read.</exception>
    /// <exception cref="GgufException">The file became shorter since it was opened.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public void ReadEncoded(Span<byte> bytes)
    {
        RequireBlocks(bytes.Length, GgufTensorEncoding.BlockSize(Tensor.Type), "bytes");
        RequireLeft(bytes.Length);
        Take(bytes);
    }

    private void RequireBlocks(int count, int block, string unit)
    {
        if (count % block != 0)
        {
            throw new ArgumentException(
                $"Tensor '{Tensor.Name}' was asked for {count} {unit} at once; {Tensor.Type} gives multiples of {block}.");
        }
    }

    private void RequireLeft(long bytes)
    {
        if (bytes > Tensor.ByteCount - _taken)
        {
            throw new ArgumentException(
                $"Tensor '{Tensor.Name}' was asked for {bytes} bytes; {Tensor.ByteCount - _taken} of its "
                + $"{Tensor.ByteCount} are left.");
        }
    }

    private Span<byte> Buffer(int length)
    {
        if (_buffer.Length < length)
        {
            _buffer = new byte[length];
        }

        return _buffer.AsSpan(0, length);
    }

    private void Take(Span<byte> bytes)
    {
        long position = _start + _taken;
        try
        {
            // Other sources move the stream in between.
            _stream.Position = position;
            _stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException exception)
        {
            throw new GgufException(
                $"{_fileName}, byte {position}: The file became shorter since it was opened; "
                + $"tensor '{Tensor.Name}' is cut off.",
                exception);
        }

        _taken += bytes.Length;
    }
}
