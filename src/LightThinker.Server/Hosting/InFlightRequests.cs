namespace LightThinker.Server.Hosting;

/// <summary>Counts the requests whose answers are not finished, so that stopping can wait. Thread-safe.</summary>
internal sealed class InFlightRequests
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    public void Enter()
    {
        lock (_lock)
        {
            _count++;
        }
    }

    public void Leave()
    {
        TaskCompletionSource? idle;
        lock (_lock)
        {
            idle = --_count == 0 ? _idle : null;
        }

        idle?.TrySetResult();
    }

    /// <summary>Ends once nothing is in flight, for the first time from now on.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _count == 0 ? Task.CompletedTask : _idle.Task;
        }
    }
}
