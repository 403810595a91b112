using LightThinker.Engine.Decoding;

namespace LightThinker.Llama.Decoding;

/// <summary>
/// Embeds over a llama.cpp context of its own. Belongs to the first thread that uses it. Inputs are computed side by side,
/// as many rows at a time as the context takes, and pooled here as rows come: llama.cpp's own pooling would need the memory
/// for whole inputs at once.
/// </summary>
internal sealed class LlamaEmbedder : IEmbedder
{
    private readonly LlamaContext _context;
    private readonly EmbedderOptions _options;
    private readonly DecodeBatch _rows;

    /// <param name="context">One with embeddings, disposed with this object.</param>
    /// <param name="options">No more tokens than the context has cells.</param>
    public LlamaEmbedder(LlamaContext context, EmbedderOptions options)
    {
        _context = context;
        _options = options;
        _rows = new DecodeBatch(context.Batch.Capacity);
    }

    public int MaxTokens => _options.MaxTokens;

    public int MaxInputs => _context.SlotCount;

    public IReadOnlyList<float[]> Embed(IReadOnlyList<IReadOnlyList<Token>> inputs, CancellationToken cancellation)
    {
        Require(inputs);
        PooledVector[] vectors =
        [
            .. inputs.Select(input => new PooledVector(_options.Pooling, _context.Dimensions, input.Count)),
        ];
        try
        {
            Compute(inputs, vectors, cancellation);
        }
        finally
        {
            Clear(inputs.Count);
        }

        return [.. vectors.Select(vector => vector.Read())];
    }

    public void Dispose() => _context.Dispose();

    private void Compute(
        IReadOnlyList<IReadOnlyList<Token>> inputs, PooledVector[] vectors, CancellationToken cancellation)
    {
        for (int input = 0; input < inputs.Count; input++)
        {
            for (int position = 0; position < inputs[input].Count; position++)
            {
                if (_rows.Count == _rows.Capacity)
                {
                    ComputeRows(vectors, cancellation);
                }

                _rows.Add(inputs[input][position], new Position(position), new SequenceSlot(input), wantsLogits: true);
            }
        }

        ComputeRows(vectors, cancellation);
    }

    private void ComputeRows(PooledVector[] vectors, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _context.Batch.Fill(_rows);
        DecodeOutcome outcome = _context.Decode();
        if (outcome != DecodeOutcome.Done)
        {
            throw new DecoderException($"A batch of {_rows.Count} rows to embed ended as {outcome}.");
        }

        for (int row = 0; row < _rows.Count; row++)
        {
            vectors[_rows.Slots[row].Index].Add(_rows.Positions[row].Value, _context.GetEmbedding(row));
        }

        _rows.Clear();
    }

    private void Clear(int inputs)
    {
        _rows.Clear();
        for (int slot = 0; slot < inputs; slot++)
        {
            _context.Clear(new SequenceSlot(slot));
        }
    }

    private void Require(IReadOnlyList<IReadOnlyList<Token>> inputs)
    {
        if (inputs.Count == 0 || inputs.Count > MaxInputs)
        {
            throw new DecoderException($"{inputs.Count} inputs to embed; 1 to {MaxInputs} can be embedded at once.");
        }

        if (inputs.Any(input => input.Count == 0) || inputs.Sum(input => input.Count) > MaxTokens)
        {
            throw new DecoderException(
                $"Inputs of {string.Join(" + ", inputs.Select(input => input.Count))} tokens; each needs one, and all "
                + $"together may have {MaxTokens}.");
        }
    }
}
