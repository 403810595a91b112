namespace LightThinker.Llama;

/// <summary>A model file cannot be served; the message names the file and the reason. Immutable.</summary>
public sealed class ModelLoadException : Exception
{
    public ModelLoadException()
    {
    }

    public ModelLoadException(string message)
        : base(message)
    {
    }

    public ModelLoadException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
