using LightThinker.Engine.Decoding;

namespace LightThinker.Llama.Decoding;

/// <summary>Asserts that one thread only uses a context: the first that does. Thread-safe.</summary>
internal sealed class OwnerThread
{
    private int _id;

    /// <exception cref="DecoderException">Another thread came first.</exception>
    public void Assert()
    {
        int current = Environment.CurrentManagedThreadId;
        if (_id != current && Interlocked.CompareExchange(ref _id, current, 0) != 0)
        {
            throw new DecoderException(
                $"Thread {current} used a context that belongs to thread {_id}; only its own thread may.");
        }
    }
}
