using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.Llama;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;

namespace LightThinker.Server.IntegrationTests.Exactness;

/// <summary>The reported probabilities of prompts against a forward pass in plain loops.</summary>
public sealed class PromptLogprobTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-3;

    /// <summary>More rows than one step reports, and a batch that every step fills.</summary>
    [Theory]
    [InlineData(512, 1)]
    [InlineData(32, 2)]
    public void PromptLogprobs_OfALongPrompt_AgreeWithTheForwardPass(int batch, int requests)
    {
        var model = GeneratedModel.Create(new ModelShape { Architecture = ModelArchitecture.Qwen2 });
        using var file = TemporaryModelFile.Write(model);
        using LlamaRuntime runtime = Open(file.Path, batch);
        IReadOnlyList<Token> prompt = runtime.Vocabulary.Tokenize(string.Concat(Enumerable.Range(0, 30).Select(i => $"tell me {i} ")));
        Assert.InRange(prompt.Count, 130, 500);

        var expected = Expect(model, prompt);
        foreach (List<WrittenToken> reported in Run(runtime, prompt, requests))
        {
            Assert.Equal(prompt.Skip(1), reported.Select(token => token.Drawn.Token));
            double largest = reported.Zip(expected, (token, logprobs) =>
                token.Top.Append(token.Drawn).Max(entry => Math.Abs(entry.Logprob - logprobs[entry.Token.Id]))).Max();
            output.WriteLine($"{prompt.Count} tokens, largest difference {largest:E1}");
            Assert.InRange(largest, 0, Tolerance);
        }
    }

    private static LlamaRuntime Open(string path, int batch) => LlamaRuntime.Open(new LlamaRuntimeOptions
    {
        Model = new LlamaModelOptions { Path = path },
        Context = new LlamaContextOptions
        {
            Cells = 1024,
            BatchCapacity = batch,
            Slots = 4,
            Threads = 1,
            KeyType = KvCacheType.F32,
            ValueType = KvCacheType.F32,
            FlashAttention = FlashAttention.Off,
        },
    });

    private static List<List<WrittenToken>> Run(LlamaRuntime runtime, IReadOnlyList<Token> prompt, int requests)
    {
        var catalog = CompressionCatalog.Detect(runtime.Model, runtime.Vocabulary, runtime.Decoder.CanRemoveRanges);
        Assert.True(catalog.TryCreateProfile(new CompressionChoice("none"), out var profile, out _));
        using var engine = new InferenceEngine(
            runtime.Decoder, runtime.Vocabulary, new EngineOptions { MaxPositions = 1024 }, TimeProvider.System);
        List<Generation> generations = [.. Enumerable.Range(0, requests).Select(i =>
        {
            Assert.Equal(SubmitOutcome.Queued, engine.TrySubmit(
                new GenerationRequest { Id = $"{i}", Prompt = prompt, MaxTokens = 0, PromptLogprobs = 3, Compression = profile! },
                out var generation));
            return generation!;
        })];
        while (engine.Step())
        {
        }

        return [.. generations.Select(Read)];
    }

    private static List<WrittenToken> Read(Generation generation)
    {
        var tokens = new List<WrittenToken>();
        while (generation.Events.TryRead(out var item))
        {
            tokens.AddRange(item.Tokens);
        }

        Assert.True(generation.Events.Completion.IsCompleted);
        return tokens;
    }

    // By row, the log probabilities of the token that comes next.
    private static List<double[]> Expect(GeneratedModel model, IReadOnlyList<Token> prompt) =>
        [.. new ReferenceTransformer(model).Evaluate(prompt, VisibilityMask.Causal(prompt.Count)).Select(logits =>
        {
            double max = logits.Max();
            double normalizer = max + Math.Log(logits.Sum(logit => Math.Exp(logit - max)));
            return logits.Select(logit => logit - normalizer).ToArray();
        })];
}
