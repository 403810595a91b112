using LightThinker.Training.Decoders;
using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Optimization;

/// <summary>AdamW over the flat buffer of parameters, or over those that are not <see cref="Muon"/>'s. Not thread-safe.</summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.98;
    private const double Epsilon = 1e-8;

    private readonly DecoderWeights _weights;
    private readonly Tensor _decay;
    private readonly long _count;

    /// <param name="weights">Changed by each step.</param>
    /// <param name="weightDecay">Share of a decaying weight lost per step at learning rate 1.</param>
    /// <param name="leavesMatrices">Whether the matrices between layers are another optimizer's.</param>
    public AdamW(DecoderWeights weights, double weightDecay, bool leavesMatrices = false)
    {
        _weights = weights;
        _count = leavesMatrices ? weights.Parameters.FirstMatrix : weights.Parameters.Count;
        FirstMoment = zeros_like(weights.Flat).DetachFromDisposeScope();
        SecondMoment = zeros_like(weights.Flat).DetachFromDisposeScope();
        _decay = zeros_like(weights.Flat).DetachFromDisposeScope();
        using Scalar decay = weightDecay;
        foreach (var parameter in weights.Parameters.All.Where(parameter => parameter.Decays))
        {
            using var part = _decay.narrow(0, parameter.Offset, parameter.Count);
            part.fill_(decay);
        }
    }

    /// <summary>Of every parameter, those of another optimizer too.</summary>
    public Tensor FirstMoment { get; }

    /// <summary>Of every parameter; zero where another optimizer has it.</summary>
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
        var (weights, own, decay) = (Own(_weights.Flat), Own(gradient), Own(_decay));
        var first = Own(FirstMoment).mul_(keep1).add_(own, alpha: add1);
        var second = Own(SecondMoment).mul_(keep2).addcmul_(own, own, value: add2);
        var denominator = (second / correction2).sqrt_().add_(epsilon, Scalars.One);
        weights.addcmul_(weights, decay, value: decayRate);
        weights.addcdiv_(first, denominator, value: stepSize);
    }

    private Tensor Own(Tensor all) => all.narrow(0, 0, _count);

    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
        _decay.Dispose();
    }
}
