using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.TestKit.Decoding;
using Microsoft.Extensions.Time.Testing;

namespace LightThinker.Engine.Tests;

/// <summary>An engine over a scripted decoder, stepped by the test. Not thread-safe.</summary>
internal sealed class EngineHarness : IDisposable
{
    public static readonly ScriptedVocabulary Words = new(
        "<|im_end|>", "<think>", "</think>", "<|splitter|>", "<|continue|>", "<|o_0|>", "<|o_1|>",
        "a", "b", "c", "d", "p", "q", " ", "\n", "ab", "cd", "é");

    public static readonly IReadOnlyList<PhaseMarker> ThinkMarkers =
        [new("<think>", Phase.Reasoning), new("</think>", Phase.Answer)];

    public EngineHarness(
        Func<ScriptedCall, Token> script,
        int cells = 256,
        int batch = 64,
        EngineOptions? options = null,
        ScriptedVocabulary? vocabulary = null)
    {
        Vocabulary = vocabulary ?? Words;
        Decoder = new ScriptedDecoder(Vocabulary.Count, script, cells, batch);
        Engine = new InferenceEngine(
            Decoder, Vocabulary, options ?? new EngineOptions { MaxPositions = 100_000 }, new FakeTimeProvider());
    }

    public ScriptedVocabulary Vocabulary { get; }

    public ScriptedDecoder Decoder { get; }

    public InferenceEngine Engine { get; }

    /// <summary>A script that writes these tokens one after the other, then ends.</summary>
    public static Func<ScriptedCall, Token> Says(params string[] tokens) =>
        call => Words[call.Index < tokens.Length ? tokens[call.Index] : "<|im_end|>"];

    public static EvictionProfile Thought(bool keepOpening = true, bool compressAnswer = false) => new()
    {
        Method = "lightthinker",
        Split = Words["<|splitter|>"],
        CacheTokens = [Words["<|o_0|>"], Words["<|o_1|>"]],
        Resume = Words["<|continue|>"],
        NeverSampled = [Words["<|o_0|>"], Words["<|o_1|>"], Words["<|continue|>"]],
        EvictsOpeningDelimiter = !keepOpening,
        CompressesAnswer = compressAnswer,
    };

    public static EvictionProfile None() => Thought() with { Method = "none", CacheTokens = [], Resume = null };

    public static GenerationRequest Request(
        string[] prompt, EvictionProfile? profile = null, int maxTokens = 100, params string[] stops) => new()
        {
            Id = "test",
            Prompt = [.. prompt.Select(text => Words[text])],
            MaxTokens = maxTokens,
            Sampling = new SamplingOptions { Temperature = 0 },
            Compression = profile ?? None(),
            PhaseMarkers = ThinkMarkers,
            StopStrings = stops,
        };

    public Generation Submit(GenerationRequest request)
    {
        Assert.Equal(SubmitOutcome.Queued, Engine.TrySubmit(request, out var generation));
        return generation!;
    }

    public void RunUntilIdle()
    {
        for (int steps = 0; Engine.Step(); steps++)
        {
            Assert.True(steps < 1_000_000, "The engine does not come to rest.");
        }
    }

    /// <summary>Runs one request to its end.</summary>
    public Transcript Run(GenerationRequest request)
    {
        var generation = Submit(request);
        RunUntilIdle();
        return Transcript.Read(generation);
    }

    public void Dispose()
    {
        Engine.Dispose();
        Decoder.Dispose();
    }
}
