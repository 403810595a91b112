using LightThinker.Engine.Decoding;

namespace LightThinker.Llama.Decoding;

/// <summary>
/// The engine's decoder over llama.cpp. Belongs to the first thread that uses it; allocates nothing per call.
/// </summary>
internal sealed class LlamaDecoder(LlamaContext context) : IDecoder
{
    public int CellCount => context.CellCount;

    public int BatchCapacity => context.Batch.Capacity;

    public int SlotCount => context.SlotCount;

    public bool CanRemoveRanges => context.CanRemoveRanges;

    public DecodeOutcome Decode(DecodeBatch batch)
    {
        context.Batch.Fill(batch);
        return context.Decode();
    }

    public ReadOnlySpan<float> GetLogits(int row) => context.GetLogits(row);

    public void Remove(SequenceSlot slot, PositionRange range) => context.Remove(slot, range);

    public void Share(SequenceSlot source, SequenceSlot target, PositionRange range) => context.Copy(source, target, range);

    public void Clear(SequenceSlot slot) => context.Clear(slot);

    public void Dispose() => context.Dispose();
}
