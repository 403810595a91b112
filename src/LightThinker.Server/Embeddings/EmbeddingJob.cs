using LightThinker.Engine.Decoding;

namespace LightThinker.Server.Embeddings;

/// <summary>
/// One request on its way through the <see cref="EmbeddingEngine"/>. Inputs are handed out under the queue's lock; vectors
/// come from the engine's thread; <see cref="Ended"/> is for any thread.
/// </summary>
/// <param name="inputs">At least one, each of at least one token.</param>
/// <param name="aborted">Says that the client has gone, so that what was not computed yet need not be.</param>
internal sealed class EmbeddingJob(IReadOnlyList<IReadOnlyList<Token>> inputs, CancellationToken aborted)
{
    private readonly float[][] _vectors = new float[inputs.Count][];
    private readonly TaskCompletionSource<EmbeddingStatus> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _handedOut;
    private int _computed;

    public Task<EmbeddingStatus> Ended => _ended.Task;

    /// <summary>In the order of the inputs, not normalised; whole once the job has ended as done.</summary>
    public IReadOnlyList<float[]> Vectors => _vectors;

    /// <summary>Whether nobody waits for what is not computed yet: the client has gone, or the job has ended.</summary>
    public bool IsAbandoned => aborted.IsCancellationRequested || _ended.Task.IsCompleted;

    /// <summary>Whether inputs were not handed out yet.</summary>
    public bool HasNext => _handedOut < inputs.Count;

    /// <summary>The next input to hand out.</summary>
    public IReadOnlyList<Token> Next => inputs[_handedOut];

    /// <summary>Hands out the next input.</summary>
    public EmbeddingPart TakeNext() => new(this, _handedOut, inputs[_handedOut++]);

    /// <summary>Takes an input's vector; the last one ends the job.</summary>
    public void Add(int index, float[] vector)
    {
        _vectors[index] = vector;
        if (++_computed == inputs.Count)
        {
            End(EmbeddingStatus.Done);
        }
    }

    /// <summary>Ends the job, unless it has ended.</summary>
    public void End(EmbeddingStatus status) => _ended.TrySetResult(status);
}
