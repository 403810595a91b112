namespace LightThinker.Engine.Text;

/// <summary>
/// Finds byte patterns in a stream that arrives in pieces, and holds back only what may still become one. The result does
/// not depend on how the stream was cut. Engine thread only.
/// </summary>
internal sealed class StreamMatcher
{
    private readonly byte[][] _patterns;
    private readonly int _longest;
    private byte[] _held = new byte[256];
    private int _count;

    /// <param name="patterns">What to look for; none of them empty.</param>
    public StreamMatcher(IReadOnlyList<byte[]> patterns)
    {
        _patterns = [.. patterns];
        _longest = _patterns.Length == 0 ? 0 : _patterns.Max(pattern => pattern.Length);
    }

    public bool IsEmpty => _patterns.Length == 0;

    /// <summary>Bytes held, in order.</summary>
    public ReadOnlySpan<byte> Held => _held.AsSpan(0, _count);

    /// <summary>How many of the bytes held can no longer be part of a match.</summary>
    public int SafeCount
    {
        get
        {
            for (int start = Math.Max(0, _count - _longest + 1); start < _count; start++)
            {
                if (MayBegin(Held[start..]))
                {
                    return start;
                }
            }

            return _count;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_held.Length < _count + bytes.Length)
        {
            Array.Resize(ref _held, Math.Max(_held.Length * 2, _count + bytes.Length));
        }

        bytes.CopyTo(_held.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>
    /// The match that is complete first; of several that end together, the longest.
    /// </summary>
    /// <param name="start">Where in <see cref="Held"/> it starts.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>The pattern's index, or −1.</returns>
    public int Find(out int start, out int length)
    {
        int found = -1;
        start = 0;
        length = 0;
        for (int i = 0; i < _patterns.Length; i++)
        {
            int at = Held.IndexOf(_patterns[i]);
            if (at < 0)
            {
                continue;
            }

            int end = at + _patterns[i].Length;
            if (found < 0 || end < start + length || (end == start + length && at < start))
            {
                (found, start, length) = (i, at, _patterns[i].Length);
            }
        }

        return found;
    }

    /// <summary>Drops the first bytes held.</summary>
    public void Drop(int count)
    {
        _held.AsSpan(count, _count - count).CopyTo(_held);
        _count -= count;
    }

    private bool MayBegin(ReadOnlySpan<byte> tail)
    {
        foreach (byte[] pattern in _patterns)
        {
            if (tail.Length < pattern.Length && pattern.AsSpan().StartsWith(tail))
            {
                return true;
            }
        }

        return false;
    }
}
