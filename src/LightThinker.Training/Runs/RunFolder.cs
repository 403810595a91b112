using System.Text.Json;
using System.Text.Json.Nodes;

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
            var json = JsonNode.Parse(System.IO.File.ReadAllText(file));
            AddMissingSettings(json);
            return json.Deserialize(RunJson.Default.RunDescription) ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} is damaged: {error.Message}", error);
        }
    }

    // A run made before a setting existed has its default. The serializer would take null or 0.
    private static void AddMissingSettings(JsonNode? run)
    {
        if (run is JsonObject fields && fields["settings"] is JsonObject settings)
        {
            var defaults = JsonSerializer.SerializeToNode(new TrainSettings(), RunJson.Default.TrainSettings)!.AsObject();
            foreach (var (name, value) in defaults.Where(field => !settings.ContainsKey(field.Key)).ToList())
            {
                settings[name] = value?.DeepClone();
            }
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
