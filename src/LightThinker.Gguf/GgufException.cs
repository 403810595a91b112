namespace LightThinker.Gguf;

/// <summary>
/// A file is not the GGUF it should be; the message names the file, what is wrong and at which byte or in which tensor or
/// metadata key. Immutable.
/// </summary>
public sealed class GgufException : Exception
{
    public GgufException()
    {
    }

    public GgufException(string message)
        : base(message)
    {
    }

    public GgufException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
