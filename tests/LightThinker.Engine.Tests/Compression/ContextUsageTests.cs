using static LightThinker.Engine.Tests.EngineHarness;

namespace LightThinker.Engine.Tests.Compression;

public sealed class ContextUsageTests
{
    [Fact]
    public void Usage_NoCompression_IsThePapersVanillaFormula()
    {
        using var harness = new EngineHarness(Says("<think>", "a", "<|splitter|>", "b", "</think>", "c"));

        var usage = harness.Run(Request(["p", "q", "p"])).Result.Context;

        const int prompt = 3;
        const int output = 7;
        Assert.Equal("none", usage.Method);
        Assert.Equal(0, usage.Compressions);
        Assert.Equal(prompt + output, usage.PeakTokens);
        Assert.Equal(prompt + output, usage.FullTokens);
        Assert.Equal((prompt * output) + (output * (output + 1) / 2), usage.Dependency);

        // The end token is sampled but never fed.
        Assert.Equal(prompt + output - 1, usage.ResidentPeakTokens);
    }
}
