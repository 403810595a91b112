using System.Text.Json;

namespace LightThinker.Training.Runs;

/// <summary>The files of one training run. Not thread-safe.</summary>
internal sealed class RunFolder(string path)
{
    public string Path { get; } = path;

    public string Checkpoint => File("checkpoint.bin");

    public string Metrics => File("metrics.csv");

    public string Exams => File("exams.csv");

    public string Plot => File("loss.png");

    public bool HasCheckpoint => System.IO.File.Exists(Checkpoint);

    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    public void Save(RunDescription description)
    {
        Directory.CreateDirectory(Path);
        System.IO.File.WriteAllText(File("run.json"), JsonSerializer.Serialize(description, RunJson.Default.RunDescription));
    }

    /// <exception cref="FileNotFoundException">It is no run's folder.</exception>
    /// <exception cref="InvalidDataException">The description is damaged.</exception>
    public RunDescription Load()
    {
        string file = File("run.json");
        if (!System.IO.File.Exists(file))
        {
            throw new FileNotFoundException($"{file} does not exist: '{Path}' is not the folder of a training run.", file);
        }

        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllText(file), RunJson.Default.RunDescription)
                ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} is damaged: {error.Message}", error);
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
