using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Decoders;

/// <summary>Cosines and sines of rotary position embeddings for every position of the context. Thread-safe.</summary>
internal sealed class RotaryTable : IDisposable
{
    private readonly DecoderShape _shape;
    private readonly Tensor _cos;
    private readonly Tensor _sin;

    public RotaryTable(DecoderShape shape)
    {
        using var scope = NewDisposeScope();
        _shape = shape;
        int half = shape.HeadWidth / 2;
        float[] frequencies = [.. Enumerable.Range(0, half).Select(i => (float)Math.Pow(shape.RopeBase, -(double)i / half))];
        var angle = outer(tensor([.. Enumerable.Range(0, shape.Context).Select(position => (float)position)]), tensor(frequencies));
        _cos = cat([angle.cos(), angle.cos()], -1).DetachFromDisposeScope();
        _sin = cat([-angle.sin(), angle.sin()], -1).DetachFromDisposeScope();
    }

    /// <summary>
    /// Factors for the queries, keys and values of tokens at these positions, [tokens, heads + 2 · kv heads, head width] each.
    /// They turn queries and keys, scale queries by 1/√(head width) and leave values as they are; the sines of the first halves
    /// are negative.
    /// </summary>
    public (Tensor Cos, Tensor Sin) At(Tensor positions, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using Scalar scale = 1 / Math.Sqrt(_shape.HeadWidth);
        long tokens = positions.shape[0];
        var cos = _cos.index_select(0, positions).unsqueeze(1);
        var sin = _sin.index_select(0, positions).unsqueeze(1);
        var values = zeros(tokens, _shape.KvHeads, _shape.HeadWidth);
        return (
            cat([PerHead(cos.mul(scale), _shape.Heads), PerHead(cos, _shape.KvHeads), ones_like(values)], 1).to(type).MoveToOuterDisposeScope(),
            cat([PerHead(sin.mul(scale), _shape.Heads), PerHead(sin, _shape.KvHeads), values], 1).to(type).MoveToOuterDisposeScope());
    }

    /// <summary>Turns each head's halves as pairs.</summary>
    /// <param name="heads">[tokens, heads, head width].</param>
    /// <param name="cos">From <see cref="At"/>.</param>
    /// <param name="sin">From <see cref="At"/>.</param>
    public static Tensor Rotate(Tensor heads, Tensor cos, Tensor sin) =>
        (heads * cos).add(heads.roll(heads.shape[^1] / 2, -1) * sin, Scalars.One);

    public void Dispose()
    {
        _cos.Dispose();
        _sin.Dispose();
    }

    private static Tensor PerHead(Tensor factors, int heads) => factors.expand(-1, heads, -1);
}
