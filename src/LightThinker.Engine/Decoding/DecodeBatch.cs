namespace LightThinker.Engine.Decoding;

/// <summary>
/// The rows of one decode call, as parallel arrays. Owned by the engine thread; allocated once and refilled each step.
/// </summary>
public sealed class DecodeBatch
{
    private readonly Token[] _tokens;
    private readonly Position[] _positions;
    private readonly SequenceSlot[] _slots;
    private readonly bool[] _wantsLogits;

    /// <param name="capacity">Most rows one call can hold; at least 1.</param>
    public DecodeBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _tokens = new Token[capacity];
        _positions = new Position[capacity];
        _slots = new SequenceSlot[capacity];
        _wantsLogits = new bool[capacity];
    }

    public int Capacity => _tokens.Length;

    public int Count { get; private set; }

    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    public ReadOnlySpan<Position> Positions => _positions.AsSpan(0, Count);

    public ReadOnlySpan<SequenceSlot> Slots => _slots.AsSpan(0, Count);

    /// <summary>Which rows' logits will be read after the call.</summary>
    public ReadOnlySpan<bool> WantsLogits => _wantsLogits.AsSpan(0, Count);

    /// <summary>Appends one row.</summary>
    /// <returns>The row's index, by which its logits are read after decoding.</returns>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public int Add(Token token, Position position, SequenceSlot slot, bool wantsLogits)
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException($"The batch already holds its {Capacity} rows.");
        }

        int row = Count++;
        _tokens[row] = token;
        _positions[row] = position;
        _slots[row] = slot;
        _wantsLogits[row] = wantsLogits;
        return row;
    }

    public void Clear() => Count = 0;
}
