using System.CommandLine;
using LightThinker.Training.Decoders;
using LightThinker.Training.Export;
using LightThinker.Training.HuggingFace;
using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Commands;

/// <summary><c>export</c>: a run's last checkpoint, or a Hugging Face folder, as a GGUF file. Stateless and thread-safe.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Option<DirectoryInfo?>("--run", "-r") { Description = "A training run's folder." };
        var source = new Option<DirectoryInfo?>("--base")
        {
            Description = "Instead of a run: a Hugging Face folder of a LightThinker model, to convert as it is.",
        };
        var cacheTokens = new Option<int>("--cache-tokens")
        {
            Description = "With --base: the cache tokens per thought that the model was trained with.",
            DefaultValueFactory = _ => 9,
        };
        var output = new Option<FileInfo>("--output", "-o") { Description = "The GGUF file to write.", Required = true };
        var name = new Option<string>("--name")
        {
            Description = "What the model is called.",
            DefaultValueFactory = _ => "LightThinker Small",
        };
        var command = new Command("export", "Writes a run's last checkpoint, or a Hugging Face folder, as a GGUF file.")
        {
            run, source, cacheTokens, output, name,
        };
        command.SetAction(parsed => CommandLine.Guard(() =>
        {
            string file = parsed.GetRequiredValue(output).FullName;
            string title = parsed.GetRequiredValue(name);
            return (parsed.GetValue(run), parsed.GetValue(source)) switch
            {
                ({ } folder, null) => Run(new RunFolder(folder.FullName), file, title),
                (null, { } folder) => Convert(folder.FullName, parsed.GetValue(cacheTokens), file, title),
                _ => throw new ArgumentException("Name either a run with --run or a model folder with --base."),
            };
        }));
        return command;
    }

    private static int Convert(string folder, int cacheTokens, string output, string name)
    {
        var settings = new TrainSettings { CacheTokens = cacheTokens }.Validated();
        var model = HuggingFaceModel.Load(folder, cacheTokens, context: int.MaxValue);
        using var weights = model.Weights;
        if (!model.KnowsChatMl)
        {
            throw new InvalidDataException(
                $"{folder}: its tokenizer has no {SpecialTokens.MessageStart}; only models that talk in ChatML "
                + "can be converted as they are.");
        }

        // The published checkpoints compress their answer too (paper, section 3).
        GgufExport.Write(
            output, name, new RunDescription(settings, Seed: 0, model.Shape, model.Vocabulary), weights, compressesAnswer: true);
        Console.WriteLine($"{output}: {weights.Parameters.Count} parameters of {folder}");
        return 0;
    }

    private static int Run(RunFolder folder, string output, string name)
    {
        var description = folder.Load();
        if (!folder.HasCheckpoint)
        {
            throw new FileNotFoundException($"There is no checkpoint in {folder.Path} to export: its training has not got that far.");
        }

        using var weights = new DecoderWeights(description.Shape);
        var state = Checkpoint.Load(folder.Checkpoint, weights, optimizer: null);
        GgufExport.Write(output, name, description, weights);
        Console.WriteLine($"{output}: {weights.Parameters.Count} parameters after {state.Updates} updates, {state.Tokens} tokens");
        if (description.Settings.Method == TokenFormat.FormatName)
        {
            Console.WriteLine("It was trained at token level: serve it with --Compression:Method=lightthinker-token.");
        }

        return 0;
    }
}
