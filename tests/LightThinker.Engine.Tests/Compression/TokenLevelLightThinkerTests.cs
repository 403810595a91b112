using LightThinker.Engine.Compression;
using static LightThinker.Engine.Tests.EngineHarness;

namespace LightThinker.Engine.Tests.Compression;

public sealed class TokenLevelLightThinkerTests
{
    [Fact]
    public void Run_EveryThreeTokens_ReplacesThemByCacheTokens()
    {
        using var harness = new EngineHarness(Says("a", "b", "c", "d", "a", "b", "c"));

        var result = harness.Run(Request(["p"], Profile(3))).Result;

        Assert.Equal(2, result.Context.Compressions);
        Assert.Equal(6, result.Context.EvictedTokens);
        Assert.Equal(8, result.CompletionTokens);
        Assert.Equal(1 + 3 + 3 + 2, result.Context.ResidentPeakTokens);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(40)]
    public void PromisedPeak_IntervalThatPays_IsEnoughForEveryToken(int interval)
    {
        var profile = Profile(interval);
        using var harness = new EngineHarness(_ => Words["a"]);

        var result = harness.Run(Request(["p"], profile, maxTokens: 120)).Result;

        Assert.Equal(120, result.CompletionTokens);
        Assert.InRange(result.Context.ResidentPeakTokens, 1, new TokenLevelLightThinker().PromisedPeak(profile, 1, 120));
        Assert.InRange(new TokenLevelLightThinker().PromisedPeak(profile, 1, 120), 1, 1 + 120 + 3);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Run_ClosingDelimiterCompletesTheInterval_IsEvictedOnlyWithTheAnswer(bool compressAnswer, int compressions)
    {
        using var harness = new EngineHarness(Says("<think>", "a", "</think>", "b"));
        var profile = Thought(compressAnswer: compressAnswer) with { Method = "lightthinker-token", Interval = 2 };

        Assert.Equal(compressions, harness.Run(Request(["p"], profile)).Result.Context.Compressions);
    }

    private static EvictionProfile Profile(int interval) =>
        Thought(compressAnswer: true) with { Method = "lightthinker-token", Interval = interval };
}
