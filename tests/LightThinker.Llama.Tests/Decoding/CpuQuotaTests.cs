using LightThinker.Llama.Decoding;

namespace LightThinker.Llama.Tests.Decoding;

public sealed class CpuQuotaTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_179_008, 0)]
    [InlineData(15_000_000, 3)]
    [InlineData(7_000_000_000, int.MaxValue)]
    public void ThreadsFor_Weights_AreOneForEachFiveMillionWithinBounds(long weights, int wanted)
    {
        int least = CpuQuota.Threads >= 4 ? 2 : 1;

        Assert.Equal(Math.Min(Math.Max(wanted, least), CpuQuota.Threads), CpuQuota.ThreadsFor(weights));
    }
}
