namespace LightThinker.Gguf.Reading;

/// <summary>
/// Reads a GGUF file of version 2 or 3: the header when it is opened, tensor data on request. Not thread-safe, except for
/// <see cref="Metadata"/> and <see cref="Tensors"/>. Of a model split into several files it reads the one it is given.
/// </summary>
public sealed class GgufReader : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly string _fileName;
    private readonly DecodedHeader _header;

    private GgufReader(Stream stream, bool ownsStream, string fileName, DecodedHeader header)
    {
        _stream = stream;
        _ownsStream = ownsStream;
        _fileName = fileName;
        _header = header;
        Metadata = new GgufMetadata(fileName, header.Metadata);
    }

    public GgufMetadata Metadata { get; }

    /// <summary>In file order.</summary>
    public IReadOnlyList<GgufTensorInfo> Tensors => _header.Tensors.Values;

    /// <summary>Bytes that every tensor starts at a multiple of.</summary>
    public int Alignment => _header.Alignment;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ArgumentException">The path is blank, or a pipe's or device's.</exception>
    /// <exception cref="GgufException">The file is no GGUF, is damaged, or has a tensor of a type not read here.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static GgufReader Open(string path)
    {
        // Unbuffered: the header has a buffer of its own, and tensors are read in large pieces.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            return Open(stream, ownsStream: true, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the header of a file in a stream, which stays the caller's.</summary>
    /// <param name="stream">The whole file; seekable. Its position is moved by every read.</param>
    /// <exception cref="ArgumentException">The stream cannot be read or sought in.</exception>
    /// <exception cref="GgufException">The file is no GGUF, is damaged, or has a tensor of a type not read here.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static GgufReader Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Open(stream, ownsStream: false, (stream as FileStream)?.Name ?? "GGUF stream");
    }

    /// <summary>The tensor of that name, or null where the file has none.</summary>
    public GgufTensorInfo? FindTensor(string name) => _header.Tensors.GetValueOrDefault(name);

    /// <summary>Reads a whole tensor, row by row, converted from its type.</summary>
    /// <exception cref="GgufException">
    /// The file has no such tensor, became shorter since it was opened, or the tensor is too large for one array.
    /// </exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public float[] ReadTensor(string name)
    {
        GgufTensorSource source = OpenTensor(name);
        if (source.Tensor.ElementCount > Array.MaxLength)
        {
            throw new GgufException(
                $"{_fileName}: Tensor '{name}' has {source.Tensor.ElementCount} numbers, too many for one array; "
                + $"read it in chunks with {nameof(OpenTensor)}.");
        }

        var values = new float[source.Tensor.ElementCount];
        source.Read(values);
        return values;
    }

    /// <summary>Starts to read a tensor in chunks.</summary>
    /// <exception cref="GgufException">The file has no such tensor.</exception>
    public GgufTensorSource OpenTensor(string name) => FindTensor(name) is { } tensor
        ? new GgufTensorSource(_stream, _fileName, tensor, _header.DataStart)
        : throw new GgufException($"{_fileName}: The file has no tensor '{name}'.");

    public void Dispose()
    {
        if (_ownsStream)
        {
            _stream.Dispose();
        }
    }

    private static GgufReader Open(Stream stream, bool ownsStream, string fileName)
    {
        if (!stream.CanRead || !stream.CanSeek)
        {
            throw new ArgumentException($"{fileName}: A GGUF file is read from a file or stream that can be sought in.");
        }

        return new GgufReader(stream, ownsStream, fileName, HeaderDecoder.Decode(new HeaderCursor(stream, fileName)));
    }
}
