using LightThinker.Engine.Decoding;
using LightThinker.Gguf;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Tests.Loading;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;
using static LightThinker.Llama.Tests.Decoding.DecoderExtensions;

namespace LightThinker.Llama.Tests.Decoding;

public sealed class LlamaEmbedderTests(ModelFixture fixture) : IDisposable
{
    private const float Tolerance = 1e-4f;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ModelArchitecture.Llama, Pooling.Mean)]
    [InlineData(ModelArchitecture.Llama, Pooling.Cls)]
    [InlineData(ModelArchitecture.Llama, Pooling.Last)]
    [InlineData(ModelArchitecture.Qwen2, Pooling.Mean)]
    [InlineData(ModelArchitecture.Qwen2, Pooling.Last)]
    public void Embed_InputsOfSeveralTurns_EqualTheReferencePass(ModelArchitecture architecture, Pooling pooling)
    {
        GeneratedModel generated = GeneratedModel.Create(new ModelShape { Architecture = architecture });
        using TemporaryModelFile file = TemporaryModelFile.Write(generated);
        using LlamaModel model = Load(file.Path);
        using Embedding embedding = Open(model, pooling);
        IReadOnlyList<Token>[] inputs = [RandomTokens(model, 300, seed: 1), RandomTokens(model, 1, seed: 2), RandomTokens(model, 150, seed: 3)];

        IReadOnlyList<float[]> vectors = embedding.Embedder.Embed(inputs, TestContext.Current.CancellationToken);

        var reference = new ReferenceTransformer(generated);
        Assert.All(inputs.Zip(vectors), pair => Assert.InRange(
            Distance(Pool(reference.Embed(pair.First, VisibilityMask.Causal(pair.First.Count)), pooling), pair.Second),
            0,
            Tolerance));
    }

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Cls)]
    [InlineData(Pooling.Last)]
    public void Embed_TextOfSeveralTurns_EqualsLlamasOwnPooling(Pooling pooling)
    {
        IReadOnlyList<Token> text = RandomTokens(fixture.Model, 290, seed: 4);
        using Embedding embedding = Open(fixture.Model, pooling);

        float[] vector = embedding.Embedder.Embed([text], TestContext.Current.CancellationToken).Single();

        float[] expected = NativePooling.Embed(fixture.Model, text, pooling);
        Assert.InRange(Distance(Normalize(expected), Normalize(vector)), 0, Tolerance);
    }

    [Fact]
    public void Embed_ModelThatAttendsInBothDirections_EqualsLlamasOwnPooling()
    {
        string path = Path.Combine(_folder.FullPath, "both.gguf");
        EditedGguf.Extend(ModelFixture.ModelPath, path, ("llama.attention.causal", GgufValue.Bool(false)));
        using LlamaModel model = Load(path);
        IReadOnlyList<Token> text = RandomTokens(model, 290, seed: 4);
        using Embedding embedding = Open(model, Pooling.Mean);

        float[] vector = embedding.Embedder.Embed([text], TestContext.Current.CancellationToken).Single();

        Assert.InRange(
            Distance(Normalize(NativePooling.Embed(model, text, Pooling.Mean)), Normalize(vector)), 0, Tolerance);
        Assert.InRange(
            Distance(Normalize(NativePooling.Embed(fixture.Model, text, Pooling.Mean)), Normalize(vector)),
            100 * Tolerance,
            float.MaxValue);
    }

    [Fact]
    public void Embed_TextAloneAndAmongOthers_IsTheSame()
    {
        IReadOnlyList<Token>[] texts =
        [
            .. Enumerable.Range(0, 16).Select(i => RandomTokens(fixture.Model, 5 + (11 * i % 50), seed: i)),
        ];
        using Embedding embedding = Open(fixture.Model, Pooling.Mean);

        IReadOnlyList<float[]> together = embedding.Embedder.Embed(texts, TestContext.Current.CancellationToken);

        Assert.All(texts.Zip(together), pair => Assert.InRange(
            Distance(
                Normalize(embedding.Embedder.Embed([pair.First], TestContext.Current.CancellationToken).Single()),
                Normalize(pair.Second)),
            0,
            Tolerance));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(17, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 501)]
    [InlineData(3, 167)]
    public void Embed_MoreOrLessThanItTakes_Throws(int inputs, int tokens)
    {
        using Embedding embedding = Open(fixture.Model, Pooling.Mean);
        IReadOnlyList<Token>[] wrong = [.. Enumerable.Range(0, inputs).Select(i => RandomTokens(fixture.Model, tokens, i))];

        Assert.Throws<DecoderException>(() => embedding.Embedder.Embed(wrong, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Embed_TokenThatDoesNotExist_ThrowsAndLeavesNothingBehind()
    {
        using Embedding embedding = Open(fixture.Model, Pooling.Last);
        IReadOnlyList<Token> text = RandomTokens(fixture.Model, 200, seed: 5);
        float[] before = embedding.Embedder.Embed([text], TestContext.Current.CancellationToken).Single();

        Assert.Throws<DecoderException>(
            () => embedding.Embedder.Embed([[.. text, new Token(1_000_000)]], TestContext.Current.CancellationToken));

        Assert.Equal(before, embedding.Embedder.Embed([text], TestContext.Current.CancellationToken).Single());
    }

    [Fact]
    public void Embed_Cancelled_EndsAndCanGoOn()
    {
        using Embedding embedding = Open(fixture.Model, Pooling.Last);
        IReadOnlyList<Token> text = RandomTokens(fixture.Model, 20, seed: 5);

        Assert.Throws<OperationCanceledException>(
            () => embedding.Embedder.Embed([text], new CancellationToken(canceled: true)));

        Assert.Equal(
            fixture.Model.Description.Metadata["llama.embedding_length"],
            $"{embedding.Embedder.Embed([text], TestContext.Current.CancellationToken).Single().Length}");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, Pooling.Mean)]
    [InlineData(2, Pooling.Cls)]
    [InlineData(3, Pooling.Last)]
    [InlineData(4, null)]
    public void TrainedPooling_OfAModelThatSaysIt_IsRead(uint type, Pooling? expected)
    {
        string path = Path.Combine(_folder.FullPath, "pooled.gguf");
        EditedGguf.Extend(ModelFixture.ModelPath, path, ("llama.pooling_type", GgufValue.UInt32(type)));
        using LlamaModel model = Load(path);
        using ComputeThreads threads = ComputeThreads.Start(model, Options);

        Assert.Equal(expected, new LlamaEmbedderSource(model, Options, threads).TrainedPooling);
    }

    [Fact]
    public void EndOfText_OfAModelThatAddsIt_IsItsEndToken()
    {
        string path = Path.Combine(_folder.FullPath, "ended.gguf");
        EditedGguf.Extend(ModelFixture.ModelPath, path, ("tokenizer.ggml.add_eos_token", GgufValue.Bool(true)));
        using LlamaModel model = Load(path);

        Assert.Null(fixture.Model.Vocabulary.EndOfEmbeddedText);
        Assert.True(model.Vocabulary.IsEndOfGeneration(model.Vocabulary.EndOfEmbeddedText!.Value));
    }

    // Flash attention rounds keys and values to 16 bits even where the cache holds 32.
    private static LlamaContextOptions Options => new()
    {
        Threads = 1,
        KeyType = KvCacheType.F32,
        ValueType = KvCacheType.F32,
        FlashAttention = FlashAttention.Off,
    };

    private static LlamaModel Load(string path) => LlamaModel.Load(
        new LlamaModelOptions { Path = path, GpuLayers = 0 }, cancellation: TestContext.Current.CancellationToken);

    private static Embedding Open(LlamaModel model, Pooling pooling) => new(model, pooling);

    private static IReadOnlyList<Token> RandomTokens(LlamaModel model, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Token(random.Next(model.Vocabulary.Count)))];
    }

    private static float[] Pool(float[][] rows, Pooling pooling) => pooling switch
    {
        Pooling.Cls => rows[0],
        Pooling.Last => rows[^1],
        _ => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))],
    };

    private static float[] Normalize(float[] vector)
    {
        float length = MathF.Sqrt(vector.Sum(number => number * number));
        return [.. vector.Select(number => number / length)];
    }

    /// <summary>An embedder with the threads it computes on. One thread.</summary>
    private sealed class Embedding : IDisposable
    {
        private readonly ComputeThreads _threads;

        public Embedding(LlamaModel model, Pooling pooling)
        {
            _threads = ComputeThreads.Start(model, Options);
            Embedder = new LlamaEmbedderSource(model, Options, _threads).Open(new EmbedderOptions(pooling, 500));
        }

        public IEmbedder Embedder { get; }

        public void Dispose()
        {
            Embedder.Dispose();
            _threads.Dispose();
        }
    }
}
