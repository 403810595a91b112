namespace LightThinker.Engine.Decoding;

/// <summary>The runtime is broken or was misused: never an expected outcome of a request.</summary>
public sealed class DecoderException : Exception
{
    public DecoderException()
    {
    }

    public DecoderException(string message)
        : base(message)
    {
    }

    public DecoderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
