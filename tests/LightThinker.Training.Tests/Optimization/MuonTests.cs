using LightThinker.Training.Decoders;
using LightThinker.Training.Optimization;
using LightThinker.Training.Tests.TestKit;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.Optimization;

public sealed class MuonTests
{
    private const double Rate = 0.01;
    private const double StepSize = 0.2;

    [Fact]
    public void Step_OfEachMatrix_IsNearlyOrthogonalAndSizedLikeAdamW()
    {
        using var scope = NewDisposeScope();
        var shape = SmallModel.Describe().Shape;
        using var weights = DecoderWeights.FromScratch(shape, seed: 3);
        var before = weights.Flat.clone();
        using var generator = new Generator(5);
        var gradient = randn(weights.Flat.shape, generator: generator);

        new Muon(weights, zeros_like(weights.Flat), weightDecay: 0).Step(gradient, Rate);

        foreach (var matrix in weights.Parameters.All.Where(parameter => parameter.IsHiddenMatrix))
        {
            var change = (before - weights.Flat).narrow(0, matrix.Offset, matrix.Count).view(matrix.Shape);
            long start = 0;
            foreach (long rows in matrix.RowBlocks)
            {
                double size = Rate * StepSize * Math.Sqrt(Math.Max(rows, matrix.Shape[1]));
                float[] values = (linalg.svdvals(change.narrow(0, start, rows)) / size).data<float>().ToArray();
                Assert.All(values, value => Assert.InRange(value, 0, 1.3));
                // A square random matrix has singular values near 0, which five iterations do not bring to 1.
                Assert.True(values.Count(value => value > 0.5) >= 0.9 * values.Length, matrix.Name);
                start += rows;
            }
        }
    }

    [Fact]
    public void Step_WithTheSameGradientTwice_KeepsMomentum()
    {
        using var scope = NewDisposeScope();
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 3);
        var moment = zeros_like(weights.Flat);
        var muon = new Muon(weights, moment, weightDecay: 0);
        int matrix = (int)weights.Parameters.FirstMatrix;

        muon.Step(full_like(weights.Flat, 2), Rate);
        muon.Step(full_like(weights.Flat, 1), Rate);

        Assert.Equal((0.95 * 2) + 1, moment.data<float>()[matrix], tolerance: 1e-5);
        Assert.Equal(0, moment.data<float>()[0]);
    }

    [Fact]
    public void Step_OfBothOptimizers_ChangesEveryParameterOnce()
    {
        using var scope = NewDisposeScope();
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 3);
        using var adam = new AdamW(weights, weightDecay: 0, leavesMatrices: true);
        var before = weights.Flat.clone();
        using var generator = new Generator(5);
        var gradient = randn(weights.Flat.shape, generator: generator);
        int matrix = (int)weights.Parameters.FirstMatrix;

        adam.Step(gradient, Rate, step: 1);
        float[] afterAdam = (weights.Flat - before).data<float>().ToArray();
        new Muon(weights, adam.FirstMoment, weightDecay: 0).Step(gradient, Rate);
        float[] after = (weights.Flat - before).data<float>().ToArray();

        Assert.DoesNotContain(0f, afterAdam[..matrix]);
        Assert.All(afterAdam[matrix..], change => Assert.Equal(0f, change));
        Assert.Equal(afterAdam[..matrix], after[..matrix]);
        // A change far below the weight's own size is rounded away.
        Assert.InRange(after[matrix..].Count(change => change == 0), 0, after.Length / 100);
    }
}
