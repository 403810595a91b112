using LightThinker.Engine.Decoding;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Decoding;

/// <summary>
/// The memory of a native batch, allocated once and never moved. One thread at a time. Holds only rows that llama.cpp can
/// take without ending the process.
/// </summary>
internal sealed unsafe class TokenBatch
{
    private readonly int[] _tokens;
    private readonly int[] _positions;
    private readonly int[] _sequences;
    private readonly sbyte[] _wantsLogits;
    private readonly int _vocabulary;
    private readonly int _slots;
    private readonly NativeBatch _native;

    /// <param name="capacity">Most rows; the context's batch size.</param>
    /// <param name="vocabulary">Number of tokens that exist.</param>
    /// <param name="slots">Number of sequences that exist.</param>
    public TokenBatch(int capacity, int vocabulary, int slots)
    {
        _vocabulary = vocabulary;
        _slots = slots;
        _tokens = GC.AllocateArray<int>(capacity, pinned: true);
        _positions = GC.AllocateArray<int>(capacity, pinned: true);
        _sequences = GC.AllocateArray<int>(capacity, pinned: true);
        _wantsLogits = GC.AllocateArray<sbyte>(capacity, pinned: true);
        SequenceCounts = GC.AllocateArray<int>(capacity, pinned: true);
        SequencePointers = GC.AllocateArray<nint>(capacity, pinned: true);
        fixed (int* tokens = _tokens, positions = _positions, sequences = _sequences, counts = SequenceCounts)
        fixed (sbyte* wantsLogits = _wantsLogits)
        fixed (nint* pointers = SequencePointers)
        {
            for (int row = 0; row < capacity; row++)
            {
                counts[row] = 1;
                pointers[row] = (nint)(sequences + row);
            }

            // The arrays are pinned for good, so their addresses outlive this block.
            _native = new NativeBatch
            {
                Tokens = tokens,
                Positions = positions,
                SequenceCounts = counts,
                Sequences = (int**)pointers,
                WantsLogits = wantsLogits,
            };
        }
    }

    public int Capacity => _tokens.Length;

    public int Count { get; private set; }

    /// <summary>The image to hand over; valid while this object lives.</summary>
    public NativeBatch Native => _native with { Count = Count };

    // Fields that only llama.cpp reads.
    private int[] SequenceCounts { get; }

    private nint[] SequencePointers { get; }

    /// <summary>Whether a row exists and asked for logits.</summary>
    public bool HasLogits(int row) => (uint)row < (uint)Count && _wantsLogits[row] != 0;

    /// <summary>The lowest position a sequence has in the batch; −1 where it has none.</summary>
    public int FirstPosition(int sequence)
    {
        int first = -1;
        for (int row = 0; row < Count; row++)
        {
            if (_sequences[row] == sequence && (first < 0 || _positions[row] < first))
            {
                first = _positions[row];
            }
        }

        return first;
    }

    /// <summary>Takes over all rows.</summary>
    /// <exception cref="DecoderException">The batch is empty or too long, or a row names what does not exist.</exception>
    public void Fill(DecodeBatch batch)
    {
        Count = 0;
        if (batch.Count == 0 || batch.Count > Capacity)
        {
            throw new DecoderException($"A batch of {batch.Count} rows; 1 to {Capacity} can be decoded at once.");
        }

        for (int row = 0; row < batch.Count; row++)
        {
            int token = batch.Tokens[row].Id;
            int position = batch.Positions[row].Value;
            int slot = batch.Slots[row].Index;
            if ((uint)token >= (uint)_vocabulary || (uint)slot >= (uint)_slots || position < 0)
            {
                throw new DecoderException(
                    $"Row {row} has token {token}, position {position}, slot {slot}; tokens run to {_vocabulary - 1}, "
                    + $"slots to {_slots - 1}, positions from 0.");
            }

            _tokens[row] = token;
            _positions[row] = position;
            _sequences[row] = slot;
            _wantsLogits[row] = batch.WantsLogits[row] ? (sbyte)1 : (sbyte)0;
        }

        Count = batch.Count;
    }

    /// <summary>Makes it known that no row can be read.</summary>
    public void Clear() => Count = 0;
}
