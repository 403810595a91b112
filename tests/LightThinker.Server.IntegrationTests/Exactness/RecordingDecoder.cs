using LightThinker.Engine.Decoding;

namespace LightThinker.Server.IntegrationTests.Exactness;

/// <summary>Passes everything on to a decoder and keeps what each slot was fed and sampled from. Engine thread only.</summary>
internal sealed class RecordingDecoder(IDecoder inner) : IDecoder
{
    private readonly Dictionary<int, Recording> _current = [];
    private readonly List<(int Slot, int Position)> _rows = [];

    public int CellCount => inner.CellCount;

    public int BatchCapacity => inner.BatchCapacity;

    public int SlotCount => inner.SlotCount;

    public bool CanRemoveRanges => inner.CanRemoveRanges;

    /// <summary>One for each sequence that has ended, in that order.</summary>
    public List<Recording> Finished { get; } = [];

    public DecodeOutcome Decode(DecodeBatch batch)
    {
        _rows.Clear();
        for (int row = 0; row < batch.Count; row++)
        {
            int slot = batch.Slots[row].Index;
            _current.TryAdd(slot, new Recording());
            _current[slot].Tokens.Add(batch.Tokens[row]);
            _rows.Add((slot, batch.Positions[row].Value));
        }

        return inner.Decode(batch);
    }

    public ReadOnlySpan<float> GetLogits(int row)
    {
        var logits = inner.GetLogits(row);
        var (slot, position) = _rows[row];
        _current[slot].Logits[position] = logits.ToArray();
        return logits;
    }

    public void Remove(SequenceSlot slot, PositionRange range) => inner.Remove(slot, range);

    public void Share(SequenceSlot source, SequenceSlot target, PositionRange range) => inner.Share(source, target, range);

    public void Clear(SequenceSlot slot)
    {
        if (_current.Remove(slot.Index, out var recording))
        {
            Finished.Add(recording);
        }

        inner.Clear(slot);
    }

    public void Dispose() => inner.Dispose();

    /// <summary>One sequence's tokens by position, and the logits by the position they were sampled from.</summary>
    internal sealed class Recording
    {
        public List<Token> Tokens { get; } = [];

        public Dictionary<int, float[]> Logits { get; } = [];
    }
}
