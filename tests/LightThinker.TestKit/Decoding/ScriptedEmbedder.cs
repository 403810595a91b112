using LightThinker.Engine.Decoding;

namespace LightThinker.TestKit.Decoding;

/// <summary>An embedder without a model, which checks every rule of a real one. One thread.</summary>
internal sealed class ScriptedEmbedder(
    ScriptedEmbedderSource source, Func<IReadOnlyList<Token>, float[]> script, int maxTokens) : IEmbedder
{
    private int _thread;

    public int MaxTokens => maxTokens;

    public int MaxInputs => source.MaxInputs;

    public IReadOnlyList<float[]> Embed(IReadOnlyList<IReadOnlyList<Token>> inputs, CancellationToken cancellation)
    {
        int thread = Environment.CurrentManagedThreadId;
        if (Interlocked.CompareExchange(ref _thread, thread, 0) is not 0 and var owner && owner != thread)
        {
            throw new DecoderException($"Thread {thread} used an embedder of thread {owner}.");
        }

        if (inputs.Count == 0 || inputs.Count > MaxInputs || inputs.Any(input => input.Count == 0)
            || inputs.Sum(input => input.Count) > maxTokens)
        {
            throw new DecoderException($"{inputs.Count} inputs, of which some are empty or all together too long.");
        }

        source.Calls.Enqueue(inputs);
        source.OnEmbed?.Invoke();
        cancellation.ThrowIfCancellationRequested();
        return [.. inputs.Select(script)];
    }

    public void Dispose() => source.CountDisposed();
}
