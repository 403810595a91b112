using System.Diagnostics;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.Llama;

namespace LightThinker.Benchmarks.Engine;

/// <summary>The engine generating greedily, with everything a request goes through but HTTP. Not thread-safe.</summary>
internal sealed class EngineLoop : IDisposable
{
    private readonly InferenceEngine _engine;
    private readonly EvictionProfile _profile;
    private readonly IReadOnlyDictionary<Token, float> _noEnd;
    private readonly int _sequences;
    private readonly int _promptTokens;

    public EngineLoop(LlamaRuntime runtime, int sequences, int promptTokens)
    {
        _engine = new InferenceEngine(
            runtime.Decoder, runtime.Vocabulary, new EngineOptions { MaxPositions = 4096 }, TimeProvider.System);
        _profile = new EvictionProfile { Method = "none" };
        _sequences = sequences;
        _promptTokens = promptTokens;

        // A model of random weights could end its turn at any time.
        _noEnd = Enumerable.Range(0, runtime.Vocabulary.Count)
            .Select(id => new Token(id))
            .Where(runtime.Vocabulary.IsEndOfGeneration)
            .ToDictionary(token => token, _ => float.NegativeInfinity);
    }

    /// <summary>Runs all sequences for some steps.</summary>
    /// <returns>Tokens per second over all of them, the prompt left out.</returns>
    public double Run(int steps)
    {
        for (int i = 0; i < _sequences; i++)
        {
            Submit(i, steps + 1);
        }

        // All prompts fit in one step, which samples each sequence's first token too.
        _engine.Step();

        long start = Stopwatch.GetTimestamp();
        for (int step = 0; step < steps; step++)
        {
            _engine.Step();
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (_engine.Status.Running != 0)
        {
            throw new InvalidOperationException("The sequences did not end together.");
        }

        return _sequences * steps / seconds;
    }

    public void Dispose() => _engine.Dispose();

    private void Submit(int index, int maxTokens) => _engine.TrySubmit(
            new GenerationRequest
            {
                Id = $"benchmark-{index}",
                Prompt = [.. Enumerable.Range(0, _promptTokens).Select(i => new Token('a' + (i % 26)))],
                MaxTokens = maxTokens,
                Sampling = new SamplingOptions { Temperature = 0, LogitBias = _noEnd },
                Compression = _profile,
            },
            out _);
}
