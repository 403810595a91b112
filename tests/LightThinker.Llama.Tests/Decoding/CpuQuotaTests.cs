using LightThinker.Llama.Decoding;

namespace LightThinker.Llama.Tests.Decoding;

public sealed class CpuQuotaTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_179_008, 1)]
    [InlineData(9_999_999, 1)]
    [InlineData(10_000_000, 2)]
    [InlineData(7_000_000_000, int.MaxValue)]
    public void ThreadsFor_Weights_AreOneForEachFiveMillionUpToTheQuota(long weights, int expected) =>
        Assert.Equal(Math.Min(expected, CpuQuota.Threads), CpuQuota.ThreadsFor(weights));
}
