using LightThinker.Engine.Decoding;
using LightThinker.Engine.Scheduling;

namespace LightThinker.Server.Embeddings;

/// <summary>
/// Computes embeddings on a thread of its own, inputs of several requests side by side. Thread-safe. Thread and memory come
/// with the first request, so that a server that only writes text does not pay for them, and stay.
/// </summary>
internal sealed class EmbeddingEngine : IDisposable
{
    private readonly Func<IEmbedder> _open;
    private readonly EmbeddingQueue _queue;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly Lock _starting = new();
    private readonly CancellationTokenSource _stop = new();
    private bool _isStarted;
    private bool _isDisposed;

    /// <param name="model">What requests are held to.</param>
    /// <param name="open">Makes the embedder, on the thread that uses it.</param>
    /// <param name="maxQueued">Requests that wait.</param>
    /// <param name="logger">Told what fails.</param>
    public EmbeddingEngine(EmbeddingModel model, Func<IEmbedder> open, int maxQueued, ILogger logger)
    {
        Model = model;
        _open = open;
        _queue = new EmbeddingQueue(maxQueued);
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "embeddings" };
    }

    public EmbeddingModel Model { get; }

    /// <summary>Requests that wait.</summary>
    public int Queued => _queue.Count;

    /// <summary>Submits a request; once queued it ends in every case.</summary>
    public SubmitOutcome TrySubmit(EmbeddingJob job)
    {
        lock (_starting)
        {
            SubmitOutcome outcome = _queue.TryAdd(job);
            if (outcome == SubmitOutcome.Queued && !_isStarted)
            {
                _isStarted = true;
                _thread.Start();
            }

            return outcome;
        }
    }

    /// <summary>Ends what runs at its next turn and what waits at once; returns when the thread has ended.</summary>
    public void Dispose()
    {
        lock (_starting)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _queue.Close();
        }

        _stop.Cancel();
        if (_isStarted)
        {
            _thread.Join();
        }

        _stop.Dispose();
    }

    private void Run()
    {
        IEmbedder? embedder = null;
        try
        {
            while (_queue.Wait())
            {
                embedder = Step(embedder);
            }
        }
        finally
        {
            embedder?.Dispose();
            End(_queue.TakeAll(), EmbeddingStatus.Stopped);
        }
    }

    // One failure ends the requests that it met. What failed is made anew for those that come after.
    private IEmbedder? Step(IEmbedder? embedder)
    {
        IReadOnlyList<EmbeddingPart> parts = [];
        try
        {
            embedder ??= _open();
            parts = _queue.Take(embedder.MaxTokens, embedder.MaxInputs);
            Compute(embedder, parts);
            return embedder;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            End(parts.Select(part => part.Job), EmbeddingStatus.Stopped);
            return embedder;
        }
        catch (Exception exception)
        {
            EmbeddingLog.Broke(_logger, exception);
            End(embedder is null ? _queue.TakeAll() : parts.Select(part => part.Job), EmbeddingStatus.Failed);
            embedder?.Dispose();
            return null;
        }
    }

    private void Compute(IEmbedder embedder, IReadOnlyList<EmbeddingPart> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        IReadOnlyList<float[]> vectors = embedder.Embed([.. parts.Select(part => part.Tokens)], _stop.Token);
        foreach ((EmbeddingPart part, float[] vector) in parts.Zip(vectors))
        {
            part.Job.Add(part.Index, vector);
        }
    }

    private static void End(IEnumerable<EmbeddingJob> jobs, EmbeddingStatus status)
    {
        foreach (EmbeddingJob job in jobs)
        {
            job.End(status);
        }
    }
}
