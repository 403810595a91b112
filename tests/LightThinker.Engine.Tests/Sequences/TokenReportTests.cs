using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Tests.Sequences;

public sealed class TokenReportTests
{
    [Fact]
    public void Report_OfEachSampledToken_ComesWithItsText_ForcedTokensNever()
    {
        var events = Run(
            ["<think>", "a", "<|splitter|>", "b", "</think>", "c", "d"],
            request => request with { TopLogprobs = 1, Compression = EngineHarness.Thought() });

        string[] reported = [.. events.SelectMany(e => e.Tokens).Select(token => Name(token.Drawn.Token))];
        Assert.Equal(["<think>", "a", "<|splitter|>", "b", "</think>", "c", "d"], reported);
        Assert.Equal(
            ["<think>", "a", "<|splitter|>", "b", "</think>"],
            events.SelectMany(e => e.Tokens).Where(t => t.Phase == Phase.Reasoning).Select(t => Name(t.Drawn.Token)));
        Assert.All(events.SelectMany(e => e.Tokens), token => Assert.Equal(token.Drawn, Assert.Single(token.Top)));
    }

    [Fact]
    public void Report_BehindAStopString_IsLeftOutWithTheText()
    {
        var events = Run(["a", "b", "c", "d"], request => request with { TopLogprobs = 0, StopStrings = ["bc"] });

        Assert.Equal("a", string.Concat(events.Select(e => e.Text)));
        Assert.Equal(["a"], events.SelectMany(e => e.Tokens).Select(token => Name(token.Drawn.Token)));
    }

    [Fact]
    public void Report_OfTextThatIsNoStopStringAfterAll_FollowsWithIt()
    {
        var events = Run(["a", "b", "d"], request => request with { TopLogprobs = 0, StopStrings = ["bc"] });

        Assert.Equal("abd", string.Concat(events.Select(e => e.Text)));
        Assert.Equal(["a", "b", "d"], events.SelectMany(e => e.Tokens).Select(token => Name(token.Drawn.Token)));
    }

    [Fact]
    public void Report_NotAskedFor_IsEmpty() =>
        Assert.All(Run(["a"], request => request), e => Assert.Empty(e.Tokens));

    private static string Name(Token token) =>
        System.Text.Encoding.UTF8.GetString(EngineHarness.Words.GetBytes(token));

    private static List<GenerationEvent> Run(string[] script, Func<GenerationRequest, GenerationRequest> change)
    {
        using var harness = new EngineHarness(EngineHarness.Says(script));
        var generation = harness.Submit(change(EngineHarness.Request(["p"])));
        harness.RunUntilIdle();
        var texts = new List<GenerationEvent>();
        while (generation.Events.TryRead(out var item))
        {
            if (item.Kind == GenerationEventKind.Text)
            {
                texts.Add(item);
            }
        }

        return texts;
    }
}
