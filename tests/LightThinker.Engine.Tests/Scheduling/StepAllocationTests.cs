using LightThinker.Engine.Decoding;
using LightThinker.Engine.Scheduling;
using Microsoft.Extensions.Time.Testing;
using static LightThinker.Engine.Tests.EngineHarness;

namespace LightThinker.Engine.Tests.Scheduling;

public sealed class StepAllocationTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("lightthinker-token")]
    public void Step_SteadyState_AllocatesNothing(string method)
    {
        // Control tokens write no text, which is what clients are handed and may cost memory.
        var decoder = new CyclingDecoder([Words["<think>"], Words["<|splitter|>"]], Words.Count);
        var profile = (method == "none" ? None() : Thought(compressAnswer: true)) with { Split = null };
        if (method == "lightthinker-token")
        {
            profile = profile with { Method = method, Interval = 5 };
        }

        using var engine = new InferenceEngine(
            decoder, Words, new EngineOptions { MaxPositions = 1_000_000 }, new FakeTimeProvider());
        for (int i = 0; i < 8; i++)
        {
            engine.TrySubmit(Request(["p"], profile, maxTokens: 20_000), out _);
        }

        Run(engine, 500);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(engine, 8_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(InferenceEngine engine, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            engine.Step();
        }
    }

    /// <summary>Gives the same few tokens again and again, without allocating. Engine thread only.</summary>
    private sealed class CyclingDecoder(Token[] tokens, int vocabularySize) : IDecoder
    {
        private readonly float[] _logits = new float[vocabularySize];
        private int _step;

        public int CellCount => 1_000_000;

        public int BatchCapacity => 64;

        public int SlotCount => 16;

        public bool CanRemoveRanges => true;

        public DecodeOutcome Decode(DecodeBatch batch)
        {
            Array.Clear(_logits);
            _logits[tokens[_step++ % tokens.Length].Id] = 1f;
            return DecodeOutcome.Done;
        }

        public ReadOnlySpan<float> GetLogits(int row) => _logits;

        public void Remove(SequenceSlot slot, PositionRange range)
        {
        }

        public void Share(SequenceSlot source, SequenceSlot target, PositionRange range)
        {
        }

        public void Clear(SequenceSlot slot)
        {
        }

        public void Dispose()
        {
        }
    }
}
