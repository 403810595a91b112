using System.Collections.Concurrent;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Scheduling;

/// <summary>
/// Requests on their way from any thread to the engine thread. Bounded: it counts those the engine has taken but not yet
/// started too, so that a queue can never grow without end. Thread-safe.
/// </summary>
internal sealed class RequestInbox(int capacity) : IDisposable
{
    private readonly ConcurrentQueue<Generation> _arrived = new();
    private readonly ManualResetEventSlim _signal = new();
    private int _count;
    private volatile bool _closed;

    /// <summary>Requests that wait, here or with the engine.</summary>
    public int Count => Volatile.Read(ref _count);

    public bool IsClosed => _closed;

    public SubmitOutcome TryAdd(Generation generation)
    {
        if (_closed)
        {
            return SubmitOutcome.Stopped;
        }

        if (Interlocked.Increment(ref _count) > capacity)
        {
            Interlocked.Decrement(ref _count);
            return SubmitOutcome.QueueFull;
        }

        _arrived.Enqueue(generation);
        _signal.Set();
        return SubmitOutcome.Queued;
    }

    /// <summary>Takes the oldest arrival; it goes on counting until <see cref="Release"/>.</summary>
    public bool TryTake(out Generation? generation) => _arrived.TryDequeue(out generation);

    /// <summary>A request that was taken no longer waits.</summary>
    public void Release() => Interlocked.Decrement(ref _count);

    /// <summary>Tells a request that was taken that it has ended before it ran.</summary>
    public void CloseUnstarted(Generation generation, FinishReason reason, string? error)
    {
        Release();
        var result = GenerationResult.Unstarted(generation.Request, reason, error);
        for (int choice = 0; choice < generation.Request.Choices; choice++)
        {
            generation.Publish(choice, GenerationEvent.Finished(result));
        }
    }

    /// <summary>Refuses whatever comes from now on, and wakes the engine.</summary>
    public void Close()
    {
        _closed = true;
        _signal.Set();
    }

    /// <summary>Waits until something arrives, the inbox is closed, or the time is up.</summary>
    public void Wait(TimeSpan limit)
    {
        _signal.Wait(limit);
        _signal.Reset();
    }

    public void Dispose() => _signal.Dispose();
}
