namespace LightThinker.Gguf.Writing;

/// <summary>
/// Takes one tensor's data in chunks, in order, and passes it on to the file. Not thread-safe; usable only inside the
/// callback it is given to.
/// </summary>
public sealed class GgufTensorSink
{
    // A multiple of every block length.
    private const int ChunkLength = 16 * 1024;

    private readonly Stream _stream;
    private readonly byte[] _buffer;
    private long _written;
    private bool _isClosed;

    internal GgufTensorSink(Stream stream, GgufTensorInfo tensor)
    {
        _stream = stream;
        Tensor = tensor;
        _buffer = new byte[GgufTensorEncoding.ByteCount(tensor.Type, ChunkLength)];
    }

    public GgufTensorInfo Tensor { get; }

    /// <summary>Appends numbers, converted to the tensor's type.</summary>
    /// <param name="values">Any number of them; for <c>Q8</c> a multiple of 32.</param>
    /// <exception cref="ArgumentException">More than the tensor takes, or not a multiple; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The callback has ended.</exception>
    public void Write(ReadOnlySpan<float> values)
    {
        int block = GgufTensorEncoding.BlockLength(Tensor.Type);
        if (values.Length % block != 0)
        {
            throw new ArgumentException(
                $"Tensor '{Tensor.Name}' got {values.Length} numbers at once; {Tensor.Type} takes multiples of {block}.",
                nameof(values));
        }

        Claim(GgufTensorEncoding.ByteCount(Tensor.Type, values.Length));
        while (!values.IsEmpty)
        {
            ReadOnlySpan<float> chunk = values[..Math.Min(ChunkLength, values.Length)];
            Span<byte> encoded = _buffer.AsSpan(0, (int)GgufTensorEncoding.ByteCount(Tensor.Type, chunk.Length));
            GgufTensorEncoding.Encode(Tensor.Type, chunk, encoded);
            _stream.Write(encoded);
            values = values[chunk.Length..];
        }
    }

    /// <summary>Appends bytes that are already in the tensor's type, little-endian.</summary>
    /// <exception cref="ArgumentException">More than the tensor takes; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The callback has ended.</exception>
    public void WriteEncoded(ReadOnlySpan<byte> bytes)
    {
        Claim(bytes.Length);
        _stream.Write(bytes);
    }

    internal void Close()
    {
        _isClosed = true;
        if (_written != Tensor.ByteCount)
        {
            throw new ArgumentException(
                $"Tensor '{Tensor.Name}' got {_written} bytes; its shape and type take {Tensor.ByteCount}.");
        }
    }

    private void Claim(long bytes)
    {
        if (_isClosed)
        {
            throw new InvalidOperationException($"Tensor '{Tensor.Name}' is complete; write only inside its callback.");
        }

        if (_written + bytes > Tensor.ByteCount)
        {
            throw new ArgumentException(
                $"Tensor '{Tensor.Name}' got {_written + bytes} bytes; its shape and type take {Tensor.ByteCount}.");
        }

        _written += bytes;
    }
}
