using LightThinker.Server.Options;

namespace LightThinker.Server.Responses;

/// <summary>Keeps the store within its limits: number, size and age. Not thread-safe.</summary>
internal sealed class ResponseRetention
{
    private const long MiB = 1024 * 1024;

    private readonly ResponseRows _rows;
    private readonly long _maxCount;
    private readonly long _maxSize;
    private readonly long _lifetime;
    private bool _isCounted;
    private long _count;
    private long _size;

    public ResponseRetention(ResponseRows rows, ResponsesSettings settings)
    {
        _rows = rows;
        _maxCount = settings.MaxStored;
        _maxSize = settings.MaxStoredMegabytes * MiB;
        _lifetime = (long)settings.Retention.TotalMilliseconds;
    }

    /// <summary>Adds a response, and drops others to make room.</summary>
    /// <param name="response">The response.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <returns>False where it alone is larger than the limit.</returns>
    public bool TryAdd(StoredResponse response, long now)
    {
        DropExpired(now);
        if (response.Size > _maxSize)
        {
            return false;
        }

        if (!_isCounted)
        {
            (_count, _size) = _rows.Count();
            _isCounted = true;
        }

        _rows.Insert(response, now);
        _count++;
        _size += response.Size;
        while (_count > _maxCount || _size > _maxSize)
        {
            Subtract(_rows.DeleteOldest()!.Value);
        }

        return true;
    }

    /// <returns>Whether it was there.</returns>
    public bool Delete(string id)
    {
        long? size = _rows.Delete(id);
        Subtract(size);
        return size is not null;
    }

    /// <param name="now">Milliseconds since 1970.</param>
    public void DropExpired(long now)
    {
        if (_rows.DeleteUnusedSince(now - _lifetime) > 0)
        {
            Invalidate();
        }
    }

    /// <summary>Counts anew at the next addition, because a change was undone or made unseen.</summary>
    public void Invalidate() => _isCounted = false;

    private void Subtract(long? size)
    {
        if (size is { } bytes)
        {
            _count--;
            _size -= bytes;
        }
    }
}
