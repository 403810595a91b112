using LightThinker.Training.Decoders;
using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Optimization;

/// <summary>
/// Muon: momentum for the matrices between layers, of which each step is made nearly orthogonal, so that a matrix learns in all
/// directions at once (K. Jordan, 2024). Steps are scaled to the size that AdamW's have (arXiv 2502.16982, section 2.2), so that one
/// learning rate serves both. Not thread-safe; uses several threads inside.
/// </summary>
internal sealed class Muon
{
    private const double Momentum = 0.95;
    private const double StepSize = 0.2;
    private const int Iterations = 5;

    // The quintic of Newton and Schulz whose fifth iterate is near 1 for all singular values from 0.001 to 1.
    private static readonly Scalar LinearFactor = 3.4445;
    private static readonly Scalar CubicFactor = -4.7750;
    private static readonly Scalar QuinticFactor = 2.0315;
    private static readonly Scalar Keep = Momentum;
    private static readonly Scalar Tiny = 1e-7;

    private readonly DecoderWeights _weights;
    private readonly Tensor _moment;
    private readonly double _weightDecay;
    private readonly Block[] _blocks;

    /// <param name="weights">Changed by each step.</param>
    /// <param name="moment">The momentum of all parameters, flat; changed by each step.</param>
    /// <param name="weightDecay">Share of a weight lost per step at learning rate 1.</param>
    public Muon(DecoderWeights weights, Tensor moment, double weightDecay)
    {
        _weights = weights;
        _moment = moment;
        _weightDecay = weightDecay;
        _blocks = [.. weights.Parameters.All.Where(parameter => parameter.IsHiddenMatrix).SelectMany(BlocksOf)];
    }

    /// <param name="gradient">Of every parameter, flat.</param>
    /// <param name="rate">The learning rate.</param>
    public void Step(Tensor gradient, double rate) =>
        _blocks.AsParallel().WithMergeOptions(ParallelMergeOptions.FullyBuffered).ForAll(block => Step(block, gradient, rate));

    private static IEnumerable<Block> BlocksOf(ParameterInfo parameter)
    {
        long offset = parameter.Offset;
        foreach (long rows in parameter.RowBlocks)
        {
            yield return new Block(offset, rows, parameter.Shape[1]);
            offset += rows * parameter.Shape[1];
        }
    }

    private void Step(Block block, Tensor gradient, double rate)
    {
        set_num_threads(1);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using Scalar decay = 1 - (rate * _weightDecay);
        using Scalar step = -rate * StepSize * Math.Sqrt(Math.Max(block.Rows, block.Columns));
        var own = block.In(gradient);
        var moment = block.In(_moment);
        moment.mul_(Keep).add_(own, Scalars.One);
        var direction = Orthogonalize(own.add(moment, Keep));
        block.In(_weights.Flat).mul_(decay).add_(direction, step);
    }

    private static Tensor Orthogonalize(Tensor matrix)
    {
        bool isTall = matrix.shape[0] > matrix.shape[1];
        var x = (isTall ? matrix.t() : matrix).to(ScalarType.BFloat16);
        x = x / x.to(ScalarType.Float32).norm().add(Tiny, Scalars.One).to(ScalarType.BFloat16);
        for (int i = 0; i < Iterations; i++)
        {
            var square = x.matmul(x.t());
            var factor = square.mul(CubicFactor).add(square.matmul(square), QuinticFactor);
            x = x.mul(LinearFactor).add(factor.matmul(x), Scalars.One);
        }

        return (isTall ? x.t() : x).to(ScalarType.Float32);
    }

    /// <summary>A matrix in the flat buffer.</summary>
    private sealed record Block(long Offset, long Rows, long Columns)
    {
        public Tensor In(Tensor flat) => flat.narrow(0, Offset, Rows * Columns).view(Rows, Columns);
    }
}
