namespace LightThinker.TestKit.Models;

/// <summary>A generated model in a file that is deleted on disposal. Thread-safe.</summary>
public sealed class TemporaryModelFile : IDisposable
{
    private TemporaryModelFile(GeneratedModel model, string path)
    {
        Model = model;
        Path = path;
    }

    public GeneratedModel Model { get; }

    public string Path { get; }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static TemporaryModelFile Write(GeneratedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lightthinker-{Guid.NewGuid():N}.gguf");
        model.WriteTo(path);
        return new TemporaryModelFile(model, path);
    }

    public void Dispose() => File.Delete(Path);
}
