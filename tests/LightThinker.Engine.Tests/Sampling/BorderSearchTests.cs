using CsCheck;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class BorderSearchTests
{
    // Keys of every spread: a few values, one narrow range, two far ends, and anything.
    private static readonly Gen<int[]> Keys = Gen.OneOf(
        Gen.Int[-3, 3].Array[1, 300],
        Gen.Int[1_000_000, 1_100_000].Array[1, 300],
        Gen.OneOf(Gen.Int[int.MinValue, int.MinValue + 50], Gen.Int[int.MaxValue - 50, int.MaxValue - 1]).Array[1, 300],
        Gen.Int[int.MinValue, int.MaxValue - 1].Array[1, 300]);

    [Fact]
    public void Find_AnyKeys_IsWhereSortedWeightsReachTarget() =>
        Gen.Select(Keys, Gen.Int[1, 1 << 20], Gen.Double[0, 1]).Sample(
            (keys, seed, share) =>
            {
                // Whole weights: sums are exact in any order.
                Random random = new(seed);
                float[] weights = [.. keys.Select(_ => (float)random.Next(1, 5))];
                double target = Math.Max(1, Math.Ceiling(share * weights.Sum()));
                Border border = BorderSearch.Find(keys, weights, target, new SamplerScratch(keys.Length));

                return border == Expected(keys, weights, target);
            },
            iter: 3000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Find_VeryManyKeys_IsWhereSortedWeightsReachTarget(int seed)
    {
        const int Count = 3 * BorderGuess.MinimumKeys / 2 + 5;
        Random random = new(seed);
        int[] keys = [.. Enumerable.Range(0, Count).Select(_ => random.Next(-20_000, 20_000) * random.Next(1000))];
        float[] weights = [.. keys.Select(_ => (float)random.Next(0, 5))];

        // One key outweighs all others and is not in the sample, so that the guess is wrong for some of the targets.
        weights[Count - 1] = seed == 3 ? 1_000_000 : 1;
        SamplerScratch scratch = new(Count);
        foreach (double share in new[] { 0, 0.0001, 0.01, 0.3, 0.5, 0.7, 0.95, 0.99999, 1 })
        {
            double target = Math.Max(1, Math.Ceiling(share * weights.Sum(weight => (double)weight)));

            Assert.Equal(Expected(keys, weights, target), BorderSearch.Find(keys, weights, target, scratch));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1, 2, 3, 1_000_000, -1_000_000)]
    public void Find_TargetAboveAllWeights_NothingLiesBeyond(params int[] keys)
    {
        float[] weights = [.. keys.Select(_ => 1f)];
        Border border = BorderSearch.Find(keys, weights, keys.Length + 1, new SamplerScratch(keys.Length));

        Assert.All(keys, key => Assert.True(key <= border.Key));
    }

    private static Border Expected(int[] keys, float[] weights, double target)
    {
        double before = 0;
        foreach (IGrouping<int, float> equal in keys.Zip(weights).GroupBy(p => p.First, p => p.Second).OrderBy(g => g.Key))
        {
            if (before + equal.Sum() >= target)
            {
                return new Border(equal.Key, before);
            }

            before += equal.Sum();
        }

        return new Border(int.MaxValue, before);
    }
}
