namespace LightThinker.Gguf.Writing;

/// <summary>
/// Writes a GGUF version 3 file front to back, so that no more than a chunk of one tensor is ever in memory. Not
/// thread-safe. The stream needs no seeking and stays the caller's. After any error the file is unusable.
/// </summary>
public sealed class GgufWriter
{
    private readonly Stream _stream;
    private readonly GgufTensorInfo[] _tensors;
    private readonly int _alignment;
    private int _next;
    private bool _hasFailed;

    private GgufWriter(Stream stream, GgufHeader header)
    {
        _stream = stream;
        _tensors = [.. header.Tensors];
        _alignment = header.Alignment;
    }

    /// <summary>Writes the header; what is added to it afterwards is not in the file.</summary>
    /// <exception cref="ArgumentException">The stream is read-only, or a text in the header is not valid UTF-16.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static GgufWriter Start(Stream stream, GgufHeader header)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written to.", nameof(stream));
        }

        var writer = new GgufWriter(stream, header);
        stream.Write(HeaderEncoder.Encode(header).Span);
        return writer;
    }

    /// <summary>Writes the next tensor at once.</summary>
    /// <param name="name">The next tensor in the header's order.</param>
    /// <param name="values">All of its numbers; converted to its type.</param>
    /// <exception cref="ArgumentException">Another tensor is next, or the number of values is not the tensor's.</exception>
    /// <exception cref="InvalidOperationException">An earlier error has spoilt the file.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public void WriteTensor(string name, ReadOnlySpan<float> values)
    {
        GgufTensorSink sink = Open(name);
        sink.Write(values);
        Close(sink);
    }

    /// <summary>Writes the next tensor in as many chunks as the callback likes.</summary>
    /// <param name="name">The next tensor in the header's order.</param>
    /// <param name="fill">Called once; writes the whole tensor before it returns.</param>
    /// <exception cref="ArgumentException">Another tensor is next, or the length written is not the tensor's.</exception>
    /// <exception cref="InvalidOperationException">An earlier error has spoilt the file.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public void WriteTensor(string name, Action<GgufTensorSink> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        GgufTensorSink sink = Open(name);
        fill(sink);
        Close(sink);
    }

    /// <summary>Checks that the file is whole and flushes the stream.</summary>
    /// <exception cref="InvalidOperationException">A tensor is missing, or an earlier error has spoilt the file.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public void Finish()
    {
        RequireSound();
        if (_next < _tensors.Length)
        {
            throw new InvalidOperationException(
                $"The data of {_tensors.Length - _next} tensors is missing, the first being '{_tensors[_next].Name}'; "
                + "write every tensor that the header lists.");
        }

        _stream.Flush();
    }

    private GgufTensorSink Open(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        RequireSound();
        if (_next == _tensors.Length || _tensors[_next].Name != name)
        {
            string expected = _next == _tensors.Length ? "no tensor is left to write" : $"'{_tensors[_next].Name}' is next";
            throw new ArgumentException($"Tensor '{name}' is out of order: {expected}.", nameof(name));
        }

        // Cleared when the tensor is whole.
        _hasFailed = true;
        return new GgufTensorSink(_stream, _tensors[_next]);
    }

    private void Close(GgufTensorSink sink)
    {
        sink.Close();
        long end = sink.Tensor.Offset + sink.Tensor.ByteCount;
        _stream.Write(new byte[GgufFormat.Align(end, _alignment) - end]);
        _next++;
        _hasFailed = false;
    }

    private void RequireSound()
    {
        if (_hasFailed)
        {
            throw new InvalidOperationException(
                $"Writing tensor '{_tensors[_next].Name}' failed or has not ended; the file is unusable, so write it anew.");
        }
    }
}
