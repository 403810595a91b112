using LightThinker.Llama;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.TestKit.Models;

namespace LightThinker.Benchmarks.Engine;

/// <summary>
/// How much of a bare decode loop's speed the engine keeps: both decode the same number of sequences at the same depth on
/// the same context, in turns, and the ratio is taken turn by turn. Not thread-safe.
/// </summary>
internal static class EngineBenchmark
{
    private const int Rounds = 9;
    private const int StepsPerRound = 24;
    private const int PromptTokens = 64;

    /// <param name="arguments">A GGUF to use; without one, a model of a 0.5 B model's shape is generated.</param>
    public static int Run(string[] arguments)
    {
        TemporaryModelFile? generated = null;
        if (arguments.Length == 0)
        {
            Console.WriteLine("Generating a model of Qwen2.5-0.5B's shape, Q8_0 (about 0.5 GB in the temporary folder)");
            generated = TemporaryModelFile.Write(GeneratedModel.Create(ModelShape.HalfBillion));
        }

        using (generated)
        {
            Measure(generated?.Path ?? arguments[0]);
        }

        return 0;
    }

    private static void Measure(string path)
    {
        using var runtime = LlamaRuntime.Open(new LlamaRuntimeOptions
        {
            Model = new LlamaModelOptions { Path = path },
            Context = new LlamaContextOptions { Cells = 4096, Slots = 16 },
        });
        Console.WriteLine($"{runtime.Model.Name}, {runtime.Model.ParameterCount / 1e6:F0} M parameters, llama.cpp {runtime.LibraryVersion}");
        Console.WriteLine("sequences   bare tok/s   engine tok/s   ratio: median   min     max");
        foreach (int sequences in new[] { 1, 8 })
        {
            Compare(runtime, sequences);
        }
    }

    private static void Compare(LlamaRuntime runtime, int sequences)
    {
        var bare = new BareLoop(runtime.Decoder, sequences, PromptTokens);
        using var engine = new EngineLoop(runtime, sequences, PromptTokens);

        // The first turn of each warms caches and the just-in-time compiler.
        bare.Run(StepsPerRound);
        engine.Run(StepsPerRound);
        var turns = Enumerable.Range(0, Rounds)
            .Select(_ => (Bare: bare.Run(StepsPerRound), Engine: engine.Run(StepsPerRound)))
            .ToList();

        var ratios = turns.Select(turn => turn.Engine / turn.Bare).Order().ToList();
        double bareMedian = turns.Select(turn => turn.Bare).Order().ElementAt(Rounds / 2);
        double engineMedian = turns.Select(turn => turn.Engine).Order().ElementAt(Rounds / 2);
        Console.WriteLine(
            $"{sequences,9}   {bareMedian,10:F1}   {engineMedian,12:F1}   {ratios[Rounds / 2],13:F3}   {ratios[0]:F3}   {ratios[^1]:F3}");
    }
}
