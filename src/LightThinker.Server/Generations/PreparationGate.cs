namespace LightThinker.Server.Generations;

/// <summary>
/// Lets only some requests be prepared at once (rendered, tokenised, their grammars compiled), so that threads stay free to
/// send what others are being written. Thread-safe.
/// </summary>
internal sealed class PreparationGate : IDisposable
{
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Prepares when it is this request's turn.</summary>
    /// <param name="prepare">Takes a thread for as long as it runs.</param>
    /// <param name="aborted">The client has gone.</param>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async Task<T> RunAsync<T>(Func<T> prepare, CancellationToken aborted)
    {
        await _places.WaitAsync(aborted);
        try
        {
            return prepare();
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}
