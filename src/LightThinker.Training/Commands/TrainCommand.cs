using System.CommandLine;
using LightThinker.Training.Runs;

namespace LightThinker.Training.Commands;

/// <summary><c>train</c>: a model from scratch on generated problems. Stateless and thread-safe.</summary>
internal static class TrainCommand
{
    private static readonly TrainSettings Default = new();

    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The run's folder.", Required = true };
        var resume = new Option<bool>("--resume")
        {
            Description = "Go on from the folder's last checkpoint; other options are ignored.",
        };
        var seed = Number("--seed", Default.Seed, "Decides the start and the problems.");
        var width = Number("--width", Default.Width, "Numbers per token.");
        var layers = Number("--layers", Default.Layers, "Layers.");
        var heads = Number("--heads", Default.Heads, "Attention heads.");
        var feedForward = Number("--feed-forward", Default.FeedForward, "Width of the feed-forward layers.");
        var architecture = new Option<string>("--architecture")
        {
            Description = "llama or qwen2.",
            DefaultValueFactory = _ => Default.Architecture,
        };
        var method = new Option<string>("--method")
        {
            Description =
                "What is compressed: each thought, every so many tokens (token), or each thought into its splitter (anchor).",
            DefaultValueFactory = _ => Default.Method,
        };
        var interval = Number("--token-interval", Default.TokenInterval, "Sampled tokens per compression, for --method token.");
        var cacheTokens = Number("--cache-tokens", Default.CacheTokens, "Cache tokens per compression, the method's k.");
        var steps = Number("--most-steps", Default.MostSteps, "The longest problems, in steps.");
        var workers = Number("--workers", Math.Min(4, Environment.ProcessorCount), "Threads that compute gradients.");
        var pack = Number("--pack-tokens", Default.PackTokens, "Tokens per worker and update, about.");
        var tokens = new Option<long>("--tokens") { Description = "Tokens to train on.", DefaultValueFactory = _ => Default.Tokens };
        var minutes = new Option<double>("--minutes") { Description = "Ends the run earlier; 0 for no limit." };
        var optimizer = new Option<string>("--optimizer")
        {
            Description = "adamw, or muon for the matrices between layers and adamw for the rest.",
            DefaultValueFactory = _ => Default.Optimizer,
        };
        var rate = new Option<double>("--learning-rate")
        {
            Description = "The highest.",
            DefaultValueFactory = _ => Default.LearningRate,
        };
        var restarts = Number("--restarts", Default.Restarts, "Times to start again where the loss stays on a plateau.");
        var source = new Option<DirectoryInfo?>("--base")
        {
            Description = "A Hugging Face folder to tune; from scratch where not given.",
        };
        var data = new Option<FileInfo?>("--data")
        {
            Description = "Examples as JSONL, of generate-data or Bespoke-Stratos; made where not given.",
        };
        var context = Number("--context", Default.Context, "Longest sequence, in tokens.");
        var command = new Command("train", "Trains a model, with compression and without, from scratch or from a Hugging Face folder.")
        {
            output, resume, seed, width, layers, heads, feedForward, architecture, method, interval, cacheTokens, steps,
            workers, pack, tokens, minutes, optimizer, rate, restarts, source, data, context,
        };
        command.SetAction(parsed => CommandLine.Guard(() => Run(
            new RunFolder(parsed.GetRequiredValue(output).FullName),
            parsed.GetValue(resume),
            new TrainSettings
            {
                Seed = parsed.GetValue(seed),
                Width = parsed.GetValue(width),
                Layers = parsed.GetValue(layers),
                Heads = parsed.GetValue(heads),
                KvHeads = parsed.GetValue(heads),
                FeedForward = parsed.GetValue(feedForward),
                Architecture = parsed.GetRequiredValue(architecture),
                Method = parsed.GetRequiredValue(method),
                TokenInterval = parsed.GetValue(interval),
                CacheTokens = parsed.GetValue(cacheTokens),
                MostSteps = parsed.GetValue(steps),
                Workers = parsed.GetValue(workers),
                PackTokens = parsed.GetValue(pack),
                Tokens = parsed.GetValue(tokens),
                Minutes = parsed.GetValue(minutes),
                Optimizer = parsed.GetRequiredValue(optimizer),
                LearningRate = parsed.GetValue(rate),
                Restarts = parsed.GetValue(restarts),
                Base = parsed.GetValue(source)?.FullName,
                Data = parsed.GetValue(data)?.FullName,
                Context = parsed.GetValue(context),
            })));
        return command;
    }

    private static int Run(RunFolder folder, bool resumes, TrainSettings settings)
    {
        if (resumes && !folder.HasCheckpoint)
        {
            throw new FileNotFoundException($"There is no checkpoint in {folder.Path} to resume from.");
        }

        if (!resumes && folder.HasCheckpoint)
        {
            throw new ArgumentException(
                $"{folder.Path} already holds a run; add --resume to go on with it, or name another folder.");
        }

        using var stop = new StopSignal();
        var outcome = TrainRunner.Run(settings.Validated(), folder, resumes, stop.Token);
        Console.WriteLine(outcome switch
        {
            TrainOutcome.Finished => $"Finished: export it with 'export --run {folder.Path} --output model.gguf'.",
            _ => "Stopped; --resume goes on from here.",
        });
        return outcome == TrainOutcome.Finished ? 0 : StopSignal.ExitCode;
    }

    private static Option<int> Number(string name, int value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
