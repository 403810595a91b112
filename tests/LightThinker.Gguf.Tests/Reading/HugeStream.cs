namespace LightThinker.Gguf.Tests.Reading;

/// <summary>A file of any length: some bytes, then zeros. Not thread-safe.</summary>
internal sealed class HugeStream(byte[] start, long length) : Stream
{
    /// <summary>How much was read so far.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, length - Position);
        buffer[..count].Clear();
        if (Position < start.Length)
        {
            ReadOnlySpan<byte> head = start.AsSpan((int)Position);
            head[..Math.Min(count, head.Length)].CopyTo(buffer);
        }

        Position += count;
        BytesRead += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
