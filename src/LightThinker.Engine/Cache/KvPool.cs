namespace LightThinker.Engine.Cache;

/// <summary>
/// The KV cells all sequences share, as numbers: cells are promised to a sequence before it runs, so that a running
/// sequence never meets a full cache. Engine thread only; the two counters may be read from any thread.
/// </summary>
internal sealed class KvPool
{
    private int _promised;
    private int _resident;

    /// <param name="cellCount">All cells; at least 1.</param>
    public KvPool(int cellCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellCount);
        CellCount = cellCount;
    }

    public int CellCount { get; }

    /// <summary>Cells promised to running sequences, used or not.</summary>
    public int Promised => Volatile.Read(ref _promised);

    /// <summary>Cells in use.</summary>
    public int Resident => Volatile.Read(ref _resident);

    /// <summary>Sets cells aside for one sequence.</summary>
    /// <param name="cells">Most it will hold at once.</param>
    /// <returns>False where too few are left; nothing is set aside then.</returns>
    public bool TryPromise(int cells)
    {
        if (cells > CellCount - _promised)
        {
            return false;
        }

        Volatile.Write(ref _promised, _promised + cells);
        return true;
    }

    /// <summary>Counts cells that a sequence now uses of its promise.</summary>
    public void Use(int cells) => Volatile.Write(ref _resident, _resident + cells);

    /// <summary>Counts cells that were evicted or given up.</summary>
    public void Free(int cells) => Volatile.Write(ref _resident, _resident - cells);

    /// <summary>Takes a promise back.</summary>
    public void Release(int cells) => Volatile.Write(ref _promised, _promised - cells);
}
