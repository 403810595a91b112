using System.CommandLine;
using LightThinker.Training.Decoders;
using LightThinker.Training.Export;
using LightThinker.Training.Runs;

namespace LightThinker.Training.Commands;

/// <summary><c>export</c>: a run's last checkpoint as a GGUF file. Stateless and thread-safe.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Option<DirectoryInfo>("--run", "-r") { Description = "The training run's folder.", Required = true };
        var output = new Option<FileInfo>("--output", "-o") { Description = "The GGUF file to write.", Required = true };
        var name = new Option<string>("--name")
        {
            Description = "What the model is called.",
            DefaultValueFactory = _ => "LightThinker Small",
        };
        var command = new Command("export", "Writes a run's last checkpoint as a GGUF file.") { run, output, name };
        command.SetAction(parsed => CommandLine.Guard(() => Run(
            new RunFolder(parsed.GetRequiredValue(run).FullName),
            parsed.GetRequiredValue(output).FullName,
            parsed.GetRequiredValue(name))));
        return command;
    }

    private static int Run(RunFolder folder, string output, string name)
    {
        var description = folder.Load();
        using var weights = new DecoderWeights(description.Shape);
        var state = Checkpoint.Load(folder.Checkpoint, weights, optimizer: null);
        GgufExport.Write(output, name, description, weights);
        Console.WriteLine($"{output}: {weights.Parameters.Count} parameters after {state.Updates} updates, {state.Tokens} tokens");
        return 0;
    }
}
