using LightThinker.Llama.Loading;

namespace LightThinker.Llama.Decoding;

/// <summary>
/// The threads on which the contexts of a runtime compute, one context at a time and in the order in which they asked.
/// Thread-safe. Threads wait for one another by spinning, so that two contexts at once would hold each other up for far
/// longer than a turn takes.
/// </summary>
internal sealed class ComputeThreads : IDisposable
{
    private readonly object _gate = new();
    private long _lastTicket;
    private long _served;

    private ComputeThreads(ThreadPoolHandle generation, ThreadPoolHandle batch, int count, int batchCount)
    {
        Generation = generation;
        Batch = batch;
        Count = count;
        BatchCount = batchCount;
    }

    /// <summary>For one row at a time.</summary>
    public ThreadPoolHandle Generation { get; }

    /// <summary>For several rows at a time; possibly the same pool.</summary>
    public ThreadPoolHandle Batch { get; }

    /// <summary>Threads of <see cref="Generation"/>.</summary>
    public int Count { get; }

    /// <summary>Threads of <see cref="Batch"/>.</summary>
    public int BatchCount { get; }

    /// <exception cref="LightThinker.Engine.Decoding.DecoderException">The threads could not be started.</exception>
    public static ComputeThreads Start(LlamaModel model, LlamaContextOptions options)
    {
        int threads = options.Threads ?? CpuQuota.ThreadsFor(model.Description.ParameterCount);
        int batchThreads = options.BatchThreads ?? threads;

        // One pool serves both where it can: two would have to be paused and woken in turn.
        ThreadPoolHandle generation = ThreadPoolHandle.Start(threads);
        try
        {
            ThreadPoolHandle batch = batchThreads == threads ? generation : ThreadPoolHandle.Start(batchThreads);
            return new ComputeThreads(generation, batch, threads, batchThreads);
        }
        catch
        {
            generation.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the caller's turn, which lasts until <see cref="Leave"/>.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            long ticket = _lastTicket++;
            while (ticket != _served)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _served++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets the threads go; contexts made with them keep them until they are disposed.</summary>
    public void Dispose()
    {
        Generation.Dispose();
        Batch.Dispose();
    }
}
