namespace LightThinker.Engine.Decoding;

/// <summary>
/// Turns inputs into vectors, on memory of its own beside the decoder's. Not thread-safe: it belongs to the first thread
/// that uses it, which need not be the engine's.
/// </summary>
public interface IEmbedder : IDisposable
{
    /// <summary>Most tokens of one <see cref="Embed"/> call, over all its inputs, and so of the longest input.</summary>
    int MaxTokens { get; }

    /// <summary>Most inputs of one <see cref="Embed"/> call.</summary>
    int MaxInputs { get; }

    /// <summary>Computes one vector for each input. Inputs do not see one another.</summary>
    /// <param name="inputs">At least one, each of at least one token, within <see cref="MaxTokens"/> and <see cref="MaxInputs"/>.</param>
    /// <param name="cancellation">Ends the call early; the embedder can go on to be used.</param>
    /// <returns>Vectors in the order of the inputs, not normalised.</returns>
    /// <exception cref="DecoderException">The runtime failed, or the inputs break a rule.</exception>
    /// <exception cref="OperationCanceledException">The call was ended.</exception>
    IReadOnlyList<float[]> Embed(IReadOnlyList<IReadOnlyList<Token>> inputs, CancellationToken cancellation);
}
