namespace LightThinker.Engine.Decoding;

/// <summary>
/// A model with its KV cache: all that the engine asks of a runtime on its own thread. Not thread-safe; every member but
/// the sizes is called by the engine thread only.
/// </summary>
public interface IDecoder : IDisposable
{
    /// <summary>KV cells that all sequences share.</summary>
    int CellCount { get; }

    /// <summary>Most rows in one <see cref="Decode"/> call.</summary>
    int BatchCapacity { get; }

    /// <summary>Sequences that can hold cells at once; slots run from 0.</summary>
    int SlotCount { get; }

    /// <summary>
    /// Whether <see cref="Remove"/> works for a range in the middle of a sequence. False for recurrent and hybrid models,
    /// which therefore cannot be compressed.
    /// </summary>
    bool CanRemoveRanges { get; }

    /// <summary>Computes the batch and adds its rows to the KV cache.</summary>
    /// <exception cref="DecoderException">The runtime failed, or refused a batch that breaks its rules.</exception>
    DecodeOutcome Decode(DecodeBatch batch);

    /// <summary>The raw logits of a row of the last batch, one float per vocabulary entry; valid until the next call.</summary>
    /// <param name="row">A row that asked for logits.</param>
    /// <exception cref="DecoderException">The row did not ask for logits.</exception>
    ReadOnlySpan<float> GetLogits(int row);

    /// <summary>Frees the cells that a sequence holds at the given positions; other cells keep their positions.</summary>
    /// <exception cref="DecoderException">The runtime cannot remove that range (see <see cref="CanRemoveRanges"/>).</exception>
    void Remove(SequenceSlot slot, PositionRange range);

    /// <summary>Lets a sequence share the cells that another holds at the given positions; no cell is copied.</summary>
    /// <param name="source">It holds the range.</param>
    /// <param name="target">It holds nothing there.</param>
    /// <param name="range">The positions.</param>
    void Share(SequenceSlot source, SequenceSlot target, PositionRange range);

    /// <summary>Frees every cell of a sequence; those shared stay with the others.</summary>
    void Clear(SequenceSlot slot);
}
