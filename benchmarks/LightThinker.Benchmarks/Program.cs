using LightThinker.Benchmarks.Engine;
using LightThinker.Benchmarks.Grammars;
using LightThinker.Benchmarks.Sampling;

// One line per command: its name, and what runs it with the arguments that follow.
Dictionary<string, Func<string[], int>> commands = new()
{
    ["engine"] = EngineBenchmark.Run,
    ["grammar"] = GrammarBenchmark.Run,
    ["sampler"] = SamplerBenchmark.Run,
};

if (args.Length == 0 || !commands.TryGetValue(args[0], out Func<string[], int>? command))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project benchmarks/LightThinker.Benchmarks -- <command>");
    Console.Error.WriteLine($"Commands: {string.Join(", ", commands.Keys)}");
    return 1;
}

return command(args[1..]);
