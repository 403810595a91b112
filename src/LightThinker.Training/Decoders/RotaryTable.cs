using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Decoders;

/// <summary>Cosines and sines of rotary position embeddings for every position of the context. Thread-safe.</summary>
internal sealed class RotaryTable : IDisposable
{
    private readonly Tensor _cos;
    private readonly Tensor _sin;

    public RotaryTable(DecoderShape shape)
    {
        using var scope = NewDisposeScope();
        int half = shape.HeadWidth / 2;
        var frequency = pow(shape.RopeBase, arange(half, ScalarType.Float32) * (-1f / half));
        var angle = outer(arange(shape.Context, ScalarType.Float32), frequency);
        _cos = angle.cos().DetachFromDisposeScope();
        _sin = angle.sin().DetachFromDisposeScope();
    }

    /// <summary>Rows for tokens at these positions, [tokens, 1, head width / 2] each.</summary>
    public (Tensor Cos, Tensor Sin) At(Tensor positions, ScalarType type) =>
        (_cos.index_select(0, positions).unsqueeze(1).to(type), _sin.index_select(0, positions).unsqueeze(1).to(type));

    /// <summary>Turns each head's halves as pairs.</summary>
    /// <param name="heads">[tokens, heads, head width].</param>
    /// <param name="cos">From <see cref="At"/>.</param>
    /// <param name="sin">From <see cref="At"/>.</param>
    public static Tensor Rotate(Tensor heads, Tensor cos, Tensor sin)
    {
        var halves = heads.chunk(2, -1);
        return cat([(halves[0] * cos) - (halves[1] * sin), (halves[1] * cos) + (halves[0] * sin)], -1);
    }

    public void Dispose()
    {
        _cos.Dispose();
        _sin.Dispose();
    }
}
