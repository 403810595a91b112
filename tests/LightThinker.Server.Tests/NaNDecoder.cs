using LightThinker.Engine.Decoding;

namespace LightThinker.Server.Tests;

/// <summary>A decoder whose every logit is not a number, as with damaged weights. Engine thread only.</summary>
internal sealed class NaNDecoder(IDecoder inner, int vocabularySize) : IDecoder
{
    private readonly float[] _logits = [.. Enumerable.Repeat(float.NaN, vocabularySize)];

    public int CellCount => inner.CellCount;

    public int BatchCapacity => inner.BatchCapacity;

    public int SlotCount => inner.SlotCount;

    public bool CanRemoveRanges => inner.CanRemoveRanges;

    public DecodeOutcome Decode(DecodeBatch batch) => inner.Decode(batch);

    public ReadOnlySpan<float> GetLogits(int row) => _logits;

    public void Remove(SequenceSlot slot, PositionRange range) => inner.Remove(slot, range);

    public void Clear(SequenceSlot slot) => inner.Clear(slot);

    public void Dispose() => inner.Dispose();
}
