namespace LightThinker.TestKit.Models;

/// <summary>A generated model in a file that is deleted on disposal. Thread-safe.</summary>
public sealed class TemporaryModelFile : IDisposable
{
    public TemporaryModelFile(GeneratedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lightthinker-{Guid.NewGuid():N}.gguf");
        model.WriteTo(Path);
    }

    public GeneratedModel Model { get; }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
