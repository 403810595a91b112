namespace LightThinker.Engine.Sampling;

/// <summary>
/// No token can be drawn from one sequence's logits: they hold NaN, or every token is masked. Other sequences and the
/// sampler itself are unharmed.
/// </summary>
internal sealed class SamplingException : Exception
{
    /// <summary>Whether every token is masked; else the logits hold NaN.</summary>
    public bool IsMasked { get; init; }

    public SamplingException()
    {
    }

    public SamplingException(string message)
        : base(message)
    {
    }

    public SamplingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
