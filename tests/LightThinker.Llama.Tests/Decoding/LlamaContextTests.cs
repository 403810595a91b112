using System.Runtime.InteropServices;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using static LightThinker.Llama.Tests.Decoding.DecoderExtensions;

namespace LightThinker.Llama.Tests.Decoding;

public sealed class LlamaContextTests(ModelFixture fixture)
{
    private static readonly LlamaContextOptions Small = new() { Cells = 512, BatchCapacity = 64, Slots = 4, Threads = 1 };

    private readonly IReadOnlyList<Token> _text = fixture.Model.Vocabulary.Tokenize("Tom has 7 apples and eats 2.");

    [Fact]
    public void Copy_PartOfASequence_SharesItsCells()
    {
        // Without unified KV, a part would end the process.
        using LlamaContext context = LlamaContext.Create(fixture.Model, Small);
        using var decoder = new LlamaDecoder(context);
        decoder.Feed(_text, 0, slot: 0);
        decoder.Feed(_text.Take(6).ToArray(), 0, slot: 1);
        float[] own = decoder.LogitsOf(decoder.Feed(_text.Take(1).ToArray(), 6, slot: 1));

        context.Copy(new SequenceSlot(0), new SequenceSlot(2), Range(0, 6));
        float[] shared = decoder.LogitsOf(decoder.Feed(_text.Take(1).ToArray(), 6, slot: 2));

        Assert.Equal(new Position(6), context.GetLastPosition(new SequenceSlot(2)));
        Assert.InRange(Distance(own, shared), 0, 0.02f);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(-1, 0)]
    [InlineData(256, 0)]
    public void Copy_SlotThatDoesNotExist_Throws(int source, int target)
    {
        using LlamaContext context = LlamaContext.Create(fixture.Model, Small);

        Assert.Throws<DecoderException>(
            () => context.Copy(new SequenceSlot(source), new SequenceSlot(target), Range(0, 1)));
    }

    [Fact]
    public void GetLastPosition_EmptySlot_IsNull()
    {
        using LlamaContext context = LlamaContext.Create(fixture.Model, Small);

        Assert.Null(context.GetLastPosition(new SequenceSlot(0)));
    }

    [Fact]
    public void Decode_AbortedAfterTheFirstPart_LeavesNothingBehind()
    {
        using LlamaContext context = LlamaContext.Create(fixture.Model, Small with { MicroBatch = 8 });
        using var decoder = new LlamaDecoder(context);
        Token[] rows = Enumerable.Repeat(_text[0], 32).ToArray();
        decoder.Feed(_text.Take(3).ToArray(), 0, slot: 1);
        using var abort = new AbortAfter(context, callbacks: 20);

        DecodeOutcome outcome = decoder.Decode(Rows(rows, 3, slot: 1));

        Assert.Equal(DecodeOutcome.Aborted, outcome);
        Assert.Equal(new Position(2), context.GetLastPosition(new SequenceSlot(1)));
        Assert.Throws<DecoderException>(() => decoder.LogitsOf(31));
    }

    [Fact]
    public void Dispose_ModelFirst_ContextStillWorks()
    {
        LlamaModel model = LlamaModel.Load(
            new LlamaModelOptions { Path = ModelFixture.ModelPath },
            cancellation: TestContext.Current.CancellationToken);
        using var decoder = new LlamaDecoder(LlamaContext.Create(model, Small));
        float[] before = decoder.LogitsOf(decoder.Feed(_text, 0));

        model.Dispose();
        decoder.Clear(new SequenceSlot(0));

        Assert.Equal(before, decoder.LogitsOf(decoder.Feed(_text, 0)));
    }

    [Fact]
    public void Dispose_Context_LetsTheModelGo()
    {
        LlamaModel model = LlamaModel.Load(
            new LlamaModelOptions { Path = ModelFixture.ModelPath },
            cancellation: TestContext.Current.CancellationToken);
        LlamaContext context = LlamaContext.Create(model, Small);

        model.Dispose();
        Assert.False(model.Handle.IsInvalid);
        context.Dispose();

        Assert.Throws<ObjectDisposedException>(() => context.GetLastPosition(new SequenceSlot(0)));
        Assert.True(model.Handle.IsClosed);
    }

    [Theory]
    [InlineData(KvCacheType.F32, KvCacheType.F32, FlashAttention.Off)]
    [InlineData(KvCacheType.F16, KvCacheType.F16, FlashAttention.On)]
    [InlineData(KvCacheType.Q8, KvCacheType.Q8, FlashAttention.Automatic)]
    [InlineData(KvCacheType.Q8, KvCacheType.F16, FlashAttention.Off)]
    public void Create_AnyCacheType_PredictsAlike(KvCacheType keys, KvCacheType values, FlashAttention attention)
    {
        using LlamaDecoder usual = fixture.CreateDecoder();
        using var decoder = new LlamaDecoder(LlamaContext.Create(
            fixture.Model, Small with { KeyType = keys, ValueType = values, FlashAttention = attention }));

        float[] expected = usual.LogitsOf(usual.Feed(_text, 0));
        float[] actual = decoder.LogitsOf(decoder.Feed(_text, 0));

        // The likeliest token is the same, or one as likely within the loss of precision.
        float distance = Distance(expected, actual);
        Assert.InRange(distance, 0, 0.5f);
        Assert.InRange(expected.Max() - expected[Array.IndexOf(actual, actual.Max())], 0, 2 * distance);
    }

    [Fact]
    public void Create_TwoThreadCounts_ComputesWithBothPools()
    {
        using var decoder = new LlamaDecoder(LlamaContext.Create(fixture.Model, Small with { Threads = 1, BatchThreads = 2 }));
        int position = _text.Count;
        decoder.Feed(_text, 0);

        for (int i = 0; i < 6; i++)
        {
            position += 1 + decoder.Feed(_text.Take(1 + (i % 2 * 3)).ToArray(), position);
        }

        Assert.Equal(_text.Count + 15, position);
    }

    /// <summary>Makes one context stop computing after a number of its questions. One test each.</summary>
    private sealed unsafe class AbortAfter : IDisposable
    {
        private readonly LlamaContext _context;
        private readonly int* _left;

        public AbortAfter(LlamaContext context, int callbacks)
        {
            _context = context;
            _left = (int*)NativeMemory.Alloc(sizeof(int));
            *_left = callbacks;
            TestNative.llama_set_abort_callback(context.DangerousHandle, &Ask, _left);
        }

        public void Dispose()
        {
            TestNative.llama_set_abort_callback(_context.DangerousHandle, null, null);
            NativeMemory.Free(_left);
        }

        [UnmanagedCallersOnly]
        private static byte Ask(void* left) => Interlocked.Decrement(ref *(int*)left) < 0 ? (byte)1 : (byte)0;
    }
}
