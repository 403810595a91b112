namespace LightThinker.Llama;

/// <summary>llama.cpp's libraries cannot be used; the message names the folder and the way out. Immutable.</summary>
public sealed class NativeLibraryException : Exception
{
    public NativeLibraryException()
    {
    }

    public NativeLibraryException(string message)
        : base(message)
    {
    }

    public NativeLibraryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
