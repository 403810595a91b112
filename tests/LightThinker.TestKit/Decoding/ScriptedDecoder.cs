using LightThinker.Engine.Decoding;

namespace LightThinker.TestKit.Decoding;

/// <summary>
/// A decoder without a model: a script says which token gets the highest logit, and every rule of a real KV cache is
/// checked (cells, positions, batch size, logits asked for). Engine thread only.
/// </summary>
public sealed class ScriptedDecoder : IDecoder
{
    private readonly int _vocabularySize;
    private readonly Func<ScriptedCall, Token> _script;
    private readonly SortedList<int, Cell>[] _cells;
    private readonly int[] _asked;
    private readonly Dictionary<int, float[]> _logits = [];

    /// <param name="vocabularySize">Logits per row.</param>
    /// <param name="script">Gives the most likely next token.</param>
    /// <param name="cellCount">KV cells.</param>
    /// <param name="batchCapacity">Most rows per call.</param>
    /// <param name="slotCount">Most sequences.</param>
    public ScriptedDecoder(
        int vocabularySize,
        Func<ScriptedCall, Token> script,
        int cellCount = 256,
        int batchCapacity = 64,
        int slotCount = 16)
    {
        _vocabularySize = vocabularySize;
        _script = script;
        CellCount = cellCount;
        BatchCapacity = batchCapacity;
        SlotCount = slotCount;
        _cells = [.. Enumerable.Range(0, slotCount).Select(_ => new SortedList<int, Cell>())];
        _asked = new int[slotCount];
    }

    public int CellCount { get; }

    public int BatchCapacity { get; }

    public int SlotCount { get; }

    public bool CanRemoveRanges { get; init; } = true;

    /// <summary>Whether the logits hold NaN, as those of a damaged model do.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>Cells held over all slots; one that several share counts once.</summary>
    public int UsedCells => _cells.SelectMany(slot => slot.Values).Distinct().Count();

    /// <summary>Most cells held at once so far.</summary>
    public int PeakCells { get; private set; }

    /// <summary>Decode calls so far.</summary>
    public int DecodeCount { get; private set; }

    /// <summary>Called with each batch before it is computed; may throw to act a broken device.</summary>
    public Action<DecodeBatch>? OnDecode { get; set; }

    public DecodeOutcome Decode(DecodeBatch batch)
    {
        OnDecode?.Invoke(batch);
        DecodeCount++;
        _logits.Clear();
        if (batch.Count is 0 || batch.Count > BatchCapacity)
        {
            throw new DecoderException($"A batch of {batch.Count} rows; 1 … {BatchCapacity} are allowed.");
        }

        if (UsedCells + batch.Count > CellCount)
        {
            return DecodeOutcome.CacheFull;
        }

        for (int row = 0; row < batch.Count; row++)
        {
            Add(batch, row);
        }

        PeakCells = Math.Max(PeakCells, UsedCells);
        return DecodeOutcome.Done;
    }

    public ReadOnlySpan<float> GetLogits(int row) =>
        _logits.TryGetValue(row, out float[]? logits) ? logits : throw new DecoderException($"Row {row} has no logits.");

    public void Remove(SequenceSlot slot, PositionRange range)
    {
        var cells = _cells[slot.Index];
        foreach (int position in cells.Keys.Where(p => p >= range.Start.Value && p < range.End.Value).ToList())
        {
            cells.Remove(position);
        }
    }

    public void Share(SequenceSlot source, SequenceSlot target, PositionRange range)
    {
        foreach (var (position, cell) in _cells[source.Index])
        {
            if (position >= range.Start.Value && position < range.End.Value)
            {
                _cells[target.Index].Add(position, cell);
            }
        }

        _asked[target.Index] = _asked[source.Index];
    }

    public void Clear(SequenceSlot slot)
    {
        _cells[slot.Index].Clear();
        _asked[slot.Index] = 0;
    }

    public void Dispose()
    {
    }

    private void Add(DecodeBatch batch, int row)
    {
        var slot = batch.Slots[row];
        var cells = _cells[slot.Index];
        int expected = cells.Count == 0 ? batch.Positions[row].Value : cells.Keys[^1] + 1;
        if (batch.Positions[row].Value != expected)
        {
            throw new DecoderException(
                $"Slot {slot.Index} continues at position {batch.Positions[row].Value}, not at {expected}.");
        }

        cells.Add(expected, new Cell(batch.Tokens[row]));
        if (batch.WantsLogits[row])
        {
            var logits = new float[_vocabularySize];
            var next = _script(new ScriptedCall(slot, _asked[slot.Index]++, [.. cells.Values.Select(cell => cell.Token)]));
            logits[next.Id] = IsDamaged ? float.NaN : 1f;
            _logits[row] = logits;
        }
    }

    // Compared by identity: sequences may share one.
    private sealed class Cell(Token token)
    {
        public Token Token { get; } = token;
    }
}
