using LightThinker.Engine.Scheduling;

namespace LightThinker.Server.Embeddings;

/// <summary>
/// Requests of which inputs still wait. Bounded and thread-safe. Requests take turns, one input each, so that a long list
/// does not hold up short ones.
/// </summary>
/// <param name="capacity">Most requests that wait; at least 1.</param>
internal sealed class EmbeddingQueue(int capacity)
{
    private readonly object _gate = new();
    private readonly Queue<EmbeddingJob> _jobs = new();
    private bool _isClosed;

    /// <summary>Requests that wait, and whose clients do too.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                DropAbandoned();
                return _jobs.Count;
            }
        }
    }

    public SubmitOutcome TryAdd(EmbeddingJob job)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return SubmitOutcome.Stopped;
            }

            DropAbandoned();
            if (_jobs.Count >= capacity)
            {
                return SubmitOutcome.QueueFull;
            }

            _jobs.Enqueue(job);
            Monitor.PulseAll(_gate);
            return SubmitOutcome.Queued;
        }
    }

    /// <summary>Waits until a request waits.</summary>
    /// <returns>False once the queue is closed.</returns>
    public bool Wait()
    {
        lock (_gate)
        {
            while (_jobs.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            return !_isClosed;
        }
    }

    /// <summary>Takes inputs to compute side by side; those for which nobody waits any more are dropped.</summary>
    /// <param name="maxTokens">Most tokens of all; no input has more.</param>
    /// <param name="maxInputs">Most inputs.</param>
    /// <returns>None where nothing waits any more.</returns>
    public IReadOnlyList<EmbeddingPart> Take(int maxTokens, int maxInputs)
    {
        lock (_gate)
        {
            DropAbandoned();
            var parts = new List<EmbeddingPart>();
            int room = maxTokens;
            while (parts.Count < maxInputs && _jobs.TryPeek(out EmbeddingJob? job) && job.Next.Count <= room)
            {
                room -= job.Next.Count;
                parts.Add(job.TakeNext());
                _jobs.Dequeue();
                if (job.HasNext)
                {
                    _jobs.Enqueue(job);
                }
            }

            return parts;
        }
    }

    /// <summary>Takes whole requests out, to end them otherwise.</summary>
    public IReadOnlyList<EmbeddingJob> TakeAll()
    {
        lock (_gate)
        {
            EmbeddingJob[] jobs = [.. _jobs];
            _jobs.Clear();
            return jobs;
        }
    }

    /// <summary>Refuses whatever comes from now on, and wakes who waits.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void DropAbandoned()
    {
        for (int left = _jobs.Count; left > 0; left--)
        {
            EmbeddingJob job = _jobs.Dequeue();
            if (!job.IsAbandoned)
            {
                _jobs.Enqueue(job);
            }
        }
    }
}
