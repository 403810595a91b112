using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class SoftmaxTests
{
    [Theory]
    [InlineData(1f)]
    [InlineData(0.37f)]
    [InlineData(12f)]
    public void Weigh_AnyDistance_IsWithinSinglePrecision(float scale)
    {
        float[] logits = [.. Enumerable.Range(0, 86_901).Select(i => 5f - (i * 0.001f / scale))];
        float[] weights = new float[logits.Length];
        Softmax.Weigh(logits, 5f, scale, weights);

        for (int i = 0; i < logits.Length; i++)
        {
            double expected = Math.Exp((logits[i] - 5f) * scale);
            Assert.True(Math.Abs((weights[i] / expected) - 1) < 3e-7, $"{logits[i]}: {weights[i]}, not {expected}.");
        }
    }

    [Fact]
    public void Weigh_LargestAndVanishing_AreOneAndZero()
    {
        float[] logits = [5f, 5f, -90f, float.MinValue, float.NegativeInfinity];
        float[] weights = new float[logits.Length];
        (float sum, float distances) = Softmax.Weigh(logits, 5f, 1f, weights);

        Assert.Equal([1f, 1f, 0f, 0f, 0f], weights);
        Assert.Equal((2f, 0f), (sum, distances));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(255)]
    public void Weigh_AnyLength_SumsAndAverages(int length)
    {
        float[] logits = LogitRows.Create("bell", length, 4);
        float[] weights = new float[length];
        float max = logits.Max();
        (float sum, float distances) = Softmax.Weigh(logits, max, 0.5f, weights);

        Assert.Equal(logits.Sum(l => Math.Exp((l - max) * 0.5)), sum, 1e-4);
        Assert.Equal(logits.Sum(l => Math.Exp((l - max) * 0.5) * (l - max) * 0.5), distances, 1e-4);
    }
}
