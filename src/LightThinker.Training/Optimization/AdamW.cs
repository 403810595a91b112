using LightThinker.Training.Decoders;
using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Optimization;

/// <summary>AdamW over the flat buffer of parameters. Not thread-safe.</summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.98;
    private const double Epsilon = 1e-8;

    private readonly DecoderWeights _weights;
    private readonly Tensor _decay;

    /// <param name="weights">Changed by each step.</param>
    /// <param name="weightDecay">Share of a decaying weight lost per step at learning rate 1.</param>
    public AdamW(DecoderWeights weights, double weightDecay)
    {
        _weights = weights;
        FirstMoment = zeros_like(weights.Flat).DetachFromDisposeScope();
        SecondMoment = zeros_like(weights.Flat).DetachFromDisposeScope();
        _decay = zeros_like(weights.Flat).DetachFromDisposeScope();
        foreach (var parameter in weights.Parameters.All.Where(parameter => parameter.Decays))
        {
            using var part = _decay.narrow(0, parameter.Offset, parameter.Count);
            part.fill_(weightDecay);
        }
    }

    public Tensor FirstMoment { get; }

    public Tensor SecondMoment { get; }

    /// <param name="gradient">Of every parameter, flat.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="step">Steps taken, this one included.</param>
    public void Step(Tensor gradient, double rate, long step)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        // Named and disposed for the reason that Scalars gives.
        using Scalar keep1 = Beta1;
        using Scalar add1 = 1 - Beta1;
        using Scalar keep2 = Beta2;
        using Scalar add2 = 1 - Beta2;
        using Scalar epsilon = Epsilon;
        using Scalar correction2 = 1 - Math.Pow(Beta2, step);
        using Scalar decayRate = -rate;
        using Scalar stepSize = -rate / (1 - Math.Pow(Beta1, step));
        FirstMoment.mul_(keep1).add_(gradient, alpha: add1);
        SecondMoment.mul_(keep2).addcmul_(gradient, gradient, value: add2);
        var denominator = (SecondMoment / correction2).sqrt_().add_(epsilon, Scalars.One);
        _weights.Flat.addcmul_(_weights.Flat, _decay, value: decayRate);
        _weights.Flat.addcdiv_(FirstMoment, denominator, value: stepSize);
    }

    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
        _decay.Dispose();
    }
}
