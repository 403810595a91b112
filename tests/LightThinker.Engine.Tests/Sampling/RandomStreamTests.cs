using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class RandomStreamTests
{
    [Fact]
    public void NextUniform_KnownSeed_FollowsSplitMix64()
    {
        // The generator's published outputs for the seed 1234567.
        ulong[] outputs = [6457827717110365317, 3203168211198807973, 9817491932198370423];
        RandomStream stream = new(1234567);

        foreach (ulong output in outputs)
        {
            Assert.Equal((output >> 11) / (double)(1UL << 53), stream.NextUniform());
        }
    }

    [Fact]
    public void NextUniform_NeighbouringSeeds_AreUniformAndUnrelated()
    {
        // First numbers of seeds in sequence, as n choices of one request would have: sixteen equal cells.
        int[] cells = new int[16];
        for (ulong seed = 0; seed < 16_000; seed++)
        {
            double number = new RandomStream(seed).NextUniform();
            Assert.InRange(number, 0, Math.BitDecrement(1.0));
            cells[(int)(number * 16)]++;
        }

        // 1000 expected in each; four standard deviations of a cell.
        Assert.All(cells, cell => Assert.InRange(cell, 875, 1125));
    }
}
