namespace LightThinker.Training.Decoders;

/// <summary>One trained tensor and its place in the flat buffer of all parameters. Immutable.</summary>
/// <param name="Name">GGUF's name; <c>attn_qkv</c> and <c>ffn_gate_up</c> hold several of its tensors, row after row.</param>
/// <param name="Shape">Rows and columns, or one length.</param>
/// <param name="Offset">Index of the first number.</param>
/// <param name="Deviation">Standard deviation to start with; 0 for a constant start.</param>
/// <param name="Constant">The constant start.</param>
internal sealed record ParameterInfo(string Name, long[] Shape, long Offset, double Deviation, double Constant)
{
    public long Count => Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Rows of each matrix that it holds; all of them where it holds one.</summary>
    public IReadOnlyList<long> RowBlocks { get; init; } = [Shape[0]];

    /// <summary>Whether it is a matrix between layers, which both reads and writes hidden numbers.</summary>
    public bool IsHiddenMatrix => Name.StartsWith("blk.", StringComparison.Ordinal) && Shape.Length == 2;

    /// <summary>Weight decay is for matrices, but not for embeddings.</summary>
    public bool Decays => Shape.Length == 2 && !Name.StartsWith("token_embd", StringComparison.Ordinal);
}
