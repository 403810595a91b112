using LightThinker.Training.Decoders;
using LightThinker.Training.Optimization;
using LightThinker.Training.Tests.TestKit;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.Optimization;

public sealed class AdamWTests
{
    [Fact]
    public void Step_ThreeTimes_IsThePapersFormula()
    {
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 2);
        using var optimizer = new AdamW(weights, weightDecay: 0.1);
        int matrix = (int)weights.Parameters.All.First(parameter => parameter.Decays).Offset;
        double[] expected = [weights.Flat.data<float>()[0], weights.Flat.data<float>()[matrix]];
        double[] decay = [0, 0.1];
        double first = 0;
        double second = 0;

        for (int step = 1; step <= 3; step++)
        {
            using var gradient = full_like(weights.Flat, 0.3 * step);
            optimizer.Step(gradient, rate: 0.01, step);
            first = (0.9 * first) + (0.1 * 0.3 * step);
            second = (0.98 * second) + (0.02 * 0.09 * step * step);
            double change = first / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(second / (1 - Math.Pow(0.98, step))) + 1e-8);
            expected = [.. expected.Zip(decay, (value, share) => value - (0.01 * share * value) - (0.01 * change))];
        }

        Assert.Equal(expected[0], weights.Flat.data<float>()[0], tolerance: 1e-6);
        Assert.Equal(expected[1], weights.Flat.data<float>()[matrix], tolerance: 1e-6);
    }

    [Theory]
    [InlineData(1, 0.0, 0.01)]
    [InlineData(100, 0.0, 1.0)]
    [InlineData(1000, 0.5, 0.51)]
    [InlineData(1000, 1.0, 0.02)]
    public void LearningRate_OverARun_WarmsUpAndFalls(long step, double progress, double share)
    {
        var rate = new LearningRate(Peak: 2, WarmUp: 100, Floor: 0.02);

        Assert.Equal(2 * share, rate.At(step, progress), tolerance: 1e-9);
    }
}
