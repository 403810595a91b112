using System.Buffers.Binary;
using System.Text;

namespace LightThinker.Gguf.Reading;

/// <summary>
/// Walks over a header's bytes front to back. Not thread-safe. Every length is compared with what the file still holds
/// before any memory is taken for it.
/// </summary>
internal sealed class HeaderCursor
{
    private const int InitialBufferLength = 64 * 1024;

    // Throws on bytes that are no text instead of replacing them, which would read two different names as one.
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _stream;
    private readonly string _fileName;
    private readonly long _end;
    private byte[] _buffer;
    private int _next;
    private int _filled;

    /// <param name="stream">Read from its start.</param>
    /// <param name="fileName">For error messages.</param>
    public HeaderCursor(Stream stream, string fileName)
    {
        _stream = stream;
        _fileName = fileName;
        FileLength = stream.Length;
        _end = Math.Min(FileLength, GgufFormat.MaxReadableHeaderLength);
        _buffer = new byte[Math.Min(InitialBufferLength, _end)];
        stream.Position = 0;
    }

    /// <summary>In bytes.</summary>
    public long FileLength { get; }

    /// <summary>Bytes from the start of the file.</summary>
    public long Position { get; private set; }

    /// <summary>What is being read, for error messages.</summary>
    public string Subject { get; set; } = "the header";

    // Bytes that the header can still have.
    private long Remaining => _end - Position;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <exception cref="GgufException">The byte is neither 0 nor 1.</exception>
    public bool ReadBool()
    {
        long start = Position;
        return ReadByte() switch
        {
            0 => false,
            1 => true,
            byte other => throw Fault(start, $"{Subject} has a bool of {other}; 0 and 1 are possible"),
        };
    }

    /// <summary>Reads how many things follow.</summary>
    /// <param name="minBytes">The fewest bytes that one of them takes.</param>
    /// <param name="max">The most that are accepted.</param>
    /// <exception cref="GgufException">More than are accepted, or than the file has room for.</exception>
    public int ReadCount(int minBytes, int max = int.MaxValue)
    {
        long start = Position;
        ulong count = ReadUInt64();
        if (count > (ulong)(Remaining / minBytes))
        {
            throw Fault(start, $"{Subject} has a count of {count}, at least {minBytes} bytes each, but {RoomLeft()}");
        }

        return count <= (ulong)max
            ? (int)count
            : throw Fault(start, $"{Subject} has a count of {count}; {max} is possible");
    }

    /// <exception cref="GgufException">The text is longer than the file or the limit, or is not UTF-8.</exception>
    public string ReadText(int maxBytes = int.MaxValue)
    {
        long start = Position;
        ulong length = ReadUInt64();
        if (length > (ulong)Remaining)
        {
            throw Fault(start, $"{Subject} has a text of {length} bytes, but {RoomLeft()}");
        }

        if (length > (ulong)maxBytes)
        {
            throw Fault(start, $"{Subject} has a text of {length} bytes; {maxBytes} are possible");
        }

        try
        {
            return StrictUtf8.GetString(Take((int)length));
        }
        catch (DecoderFallbackException exception)
        {
            throw Fault(start, $"{Subject} has a text that is not UTF-8", exception);
        }
    }

    /// <summary>An error to throw.</summary>
    /// <param name="position">Where the wrong bytes start.</param>
    /// <param name="problem">A sentence without its full stop.</param>
    /// <param name="cause">The exception that showed it.</param>
    public GgufException Fault(long position, string problem, Exception? cause = null) =>
        new($"{_fileName}, byte {position}: {char.ToUpperInvariant(problem[0])}{problem[1..]}.", cause);

    // The span lasts until the next call.
    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
        {
            throw Fault(Position, $"{Subject} is cut off: {count} more bytes are needed, but {RoomLeft()}");
        }

        if (count > _filled - _next)
        {
            Fill(count);
        }

        ReadOnlySpan<byte> bytes = _buffer.AsSpan(_next, count);
        _next += count;
        Position += count;
        return bytes;
    }

    private void Fill(int count)
    {
        byte[] target = count <= _buffer.Length ? _buffer : new byte[Math.Min(_end, Math.Max(count, 2L * _buffer.Length))];
        int kept = _filled - _next;
        _buffer.AsSpan(_next, kept).CopyTo(target);
        _buffer = target;
        _next = 0;
        _filled = kept + _stream.ReadAtLeast(target.AsSpan(kept), count - kept, throwOnEndOfStream: false);
        if (_filled < count)
        {
            throw Fault(Position, $"{Subject} is cut off: the file became shorter while it was read");
        }
    }

    private string RoomLeft() => _end == FileLength
        ? $"the file ends {Remaining} bytes later"
        : $"only {Remaining} of the {_end} bytes are left that a header may have";
}
