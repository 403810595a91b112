using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Decoders;

/// <summary>
/// All parameters of a decoder in one flat buffer of 32-bit floats, which makes the optimizer a few calls, and checkpoints one
/// block. Readable from several threads; to be changed by one while nobody reads.
/// </summary>
internal sealed class DecoderWeights : IDisposable
{
    public DecoderWeights(DecoderShape shape)
    {
        Shape = shape.Validated();
        Parameters = new ParameterList(shape);
        Flat = zeros(Parameters.Count, ScalarType.Float32).DetachFromDisposeScope();
    }

    public DecoderShape Shape { get; }

    public ParameterList Parameters { get; }

    /// <summary>Every parameter, in the list's order.</summary>
    public Tensor Flat { get; }

    /// <summary>Draws starting values.</summary>
    public static DecoderWeights FromScratch(DecoderShape shape, int seed)
    {
        var weights = new DecoderWeights(shape);
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        foreach (var parameter in weights.Parameters.All)
        {
            var view = weights.View(parameter);
            if (parameter.Deviation > 0)
            {
                using Scalar deviation = parameter.Deviation;
                view.copy_(randn(parameter.Shape, generator: generator).mul(deviation));
            }
            else
            {
                using Scalar constant = parameter.Constant;
                view.fill_(constant);
            }
        }

        return weights;
    }

    /// <summary>A tensor that shares the buffer's memory.</summary>
    public Tensor View(ParameterInfo parameter) => Flat.narrow(0, parameter.Offset, parameter.Count).view(parameter.Shape);

    public void Dispose() => Flat.Dispose();
}
