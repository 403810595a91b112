using System.Threading.Channels;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.Llama;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;

namespace LightThinker.Server.IntegrationTests.Exactness;

/// <summary>
/// The whole engine on llama.cpp against a forward pass in plain loops with the method's explicit mask: eviction in the KV
/// cache must be the same as never attending to what was evicted.
/// </summary>
public sealed class EngineExactnessTests(ITestOutputHelper output)
{
    private const float Tolerance = 1e-3f;

    // Makes a model of random weights end its thoughts often enough.
    private const float SplitBias = 9;

    private static readonly IReadOnlyList<PhaseMarker> Markers =
        [new("<think>", Phase.Reasoning), new("</think>", Phase.Answer)];

    public static TheoryData<ModelArchitecture, string, int> Cases()
    {
        var cases = new TheoryData<ModelArchitecture, string, int>();
        foreach (var architecture in Enum.GetValues<ModelArchitecture>())
        {
            foreach (string method in new[] { "lightthinker", "lightthinker-token" })
            {
                cases.Add(architecture, method, 1);
                cases.Add(architecture, method, 4);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logits_OverManyCompressions_AgreeWithTheMaskedForwardPass(
        ModelArchitecture architecture, string method, int sequences)
    {
        var model = GeneratedModel.Create(new ModelShape { Architecture = architecture, CompressesAnswer = true });
        using var file = TemporaryModelFile.Write(model);
        var (requests, recordings) = Run(file.Path, method, sequences);
        var reference = new ReferenceTransformer(model);

        Assert.Equal(sequences, recordings.Count);
        foreach (var recording in recordings)
        {
            var request = requests.Single(candidate => recording.Tokens.Take(candidate.Prompt.Count).SequenceEqual(candidate.Prompt));
            var trace = Trace(model, request, recording.Tokens);

            // The last sampled token is never fed.
            Assert.Equal(trace.Tokens.Take(recording.Tokens.Count), recording.Tokens);
            Assert.InRange(trace.Compressions, 4, 1000);
            float[][] expected = reference.Evaluate(trace.Tokens, trace.Mask);
            float largest = recording.Logits.Max(pair => Distance(expected[pair.Key], pair.Value));
            output.WriteLine($"{trace.Compressions} compressions, largest difference {largest:E1}");
            Assert.All(recording.Logits, pair => Assert.InRange(Distance(expected[pair.Key], pair.Value), 0, Tolerance));
            Assert.Equal(recording.Logits.Keys.Order().SkipLast(1), trace.SampledFrom);
        }
    }

    private static (List<GenerationRequest> Requests, List<RecordingDecoder.Recording> Recordings) Run(
        string path, string method, int sequences)
    {
        using var runtime = LlamaRuntime.Open(new LlamaRuntimeOptions
        {
            Model = new LlamaModelOptions { Path = path },
            Context = new LlamaContextOptions
            {
                Cells = 2048,
                BatchCapacity = 32,
                Slots = 8,
                Threads = 2,
                KeyType = KvCacheType.F32,
                ValueType = KvCacheType.F32,
                FlashAttention = FlashAttention.Off,
            },
        });
        var decoder = new RecordingDecoder(runtime.Decoder);
        var catalog = CompressionCatalog.Detect(runtime.Model, runtime.Vocabulary, decoder.CanRemoveRanges);
        Assert.True(catalog.TryCreateProfile(new CompressionChoice(method), out var profile, out var error), error?.Message);
        using var engine = new InferenceEngine(
            decoder, runtime.Vocabulary, new EngineOptions { MaxPositions = 2048, StepTokenBudget = 32 }, TimeProvider.System);

        // Prompts of different lengths, so that the sequences are at different places when they share a batch.
        var requests = Enumerable.Range(0, sequences).Select(i => new GenerationRequest
        {
            Id = $"request-{i}",
            Prompt = runtime.Vocabulary.Tokenize(string.Concat(Enumerable.Repeat($"tell me {i} ", 3 + (7 * i)))),
            MaxTokens = 120 - (10 * i),
            Sampling = new SamplingOptions
            {
                Seed = (ulong)(100 + i),
                LogitBias = new Dictionary<Token, float> { [profile!.Split!.Value] = SplitBias },
            },
            Compression = profile,
            PhaseMarkers = Markers,
        }).ToList();
        var generations = requests.Select(request =>
        {
            Assert.Equal(SubmitOutcome.Queued, engine.TrySubmit(request, out var generation));
            return generation!;
        }).ToList();
        while (generations.Any(generation => !generation.Events.Completion.IsCompleted))
        {
            engine.Step();
            generations.ForEach(generation => Drain(generation.Events));
        }

        return (requests, decoder.Finished);
    }

    // The channel completes when everything was read.
    private static void Drain(ChannelReader<GenerationEvent> events)
    {
        while (events.TryRead(out var generationEvent))
        {
            Assert.NotEqual(FinishReason.Failed, generationEvent.Result?.Reason);
        }
    }

    private static LightThinkerTrace Trace(GeneratedModel model, GenerationRequest request, List<Token> fed)
    {
        var scheme = LightThinkerScheme.Of(model) with
        {
            Interval = request.Compression.Method == "lightthinker-token" ? request.Compression.Interval : 0,
        };
        var trace = new LightThinkerTrace(scheme, request.Prompt);
        while (trace.Tokens.Count < fed.Count)
        {
            trace.Sample(fed[trace.Tokens.Count]);
        }

        return trace;
    }

    private static float Distance(float[] expected, float[] actual) =>
        expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
}
