namespace LightThinker.Engine.Cache;

/// <summary>
/// The cells of one prompt, which all choices of a request share: counted and promised once, given back by the last of them.
/// Engine thread only.
/// </summary>
internal sealed class PromptCells(KvPool pool, int promised, int holders)
{
    private int _holders = holders;
    private int _used;

    /// <summary>Counts cells of the prompt that were computed.</summary>
    public void Use(int cells)
    {
        _used += cells;
        pool.Use(cells);
    }

    /// <summary>One of the choices is done with them.</summary>
    public void Leave()
    {
        if (--_holders == 0)
        {
            pool.Free(_used);
            pool.Release(promised);
        }
    }
}
