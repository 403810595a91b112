using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;

namespace LightThinker.Llama.Tests.Decoding;

public sealed class ComputeThreadsTests(ModelFixture fixture)
{
    [Fact]
    public void Enter_WhileAnotherWaits_ComesAfterIt()
    {
        using ComputeThreads threads = ComputeThreads.Start(fixture.Model, new LlamaContextOptions { Threads = 1 });
        bool hadItsTurn = false;
        var other = new Thread(() =>
        {
            threads.Enter();
            hadItsTurn = true;
            threads.Leave();
        });
        threads.Enter();
        other.Start();
        SpinWait.SpinUntil(() => (other.ThreadState & ThreadState.WaitSleepJoin) != 0);

        Assert.False(hadItsTurn);
        threads.Leave();
        threads.Enter();

        Assert.True(hadItsTurn);
        threads.Leave();
        other.Join();
    }

    [Fact]
    public void Contexts_OnSharedThreadsAtOnce_ComputeWhatTheyDoAlone()
    {
        var options = new LlamaRuntimeOptions
        {
            Model = new() { Path = ModelFixture.ModelPath, GpuLayers = 0 },
            Context = new LlamaContextOptions { Cells = 512, BatchCapacity = 64, Slots = 2, Threads = 1 },
        };
        using LlamaRuntime runtime = LlamaRuntime.Open(options, cancellation: TestContext.Current.CancellationToken);
        var decoder = (LlamaDecoder)runtime.Decoder;
        IReadOnlyList<Token> text = runtime.Vocabulary.Tokenize("What is 47 + 38? Now what is 12 + 80?");
        float[] alone = Decode(decoder, text);
        IReadOnlyList<float[]> vectors = [];
        var embedding = new Thread(() =>
        {
            using IEmbedder embedder = runtime.Embedding.Open(new EmbedderOptions(Pooling.Mean, 256));
            vectors = [.. Enumerable.Range(0, 20).Select(_ => embedder.Embed([text], CancellationToken.None).Single())];
        });

        embedding.Start();
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(alone, Decode(decoder, text));
        }

        embedding.Join();
        Assert.Equal(20, vectors.Count);
        Assert.All(vectors, vector => Assert.Equal(vectors[0], vector));
    }

    private static float[] Decode(LlamaDecoder decoder, IReadOnlyList<Token> text)
    {
        decoder.Clear(new SequenceSlot(0));
        return decoder.LogitsOf(decoder.Feed(text, 0));
    }
}
