using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

public sealed class SamplingStateTests
{
    private static readonly SamplingOptions Penalised = new() { RepetitionPenalty = 1.1f };

    public static TheoryData<string, SamplingOptions> BadOptions() => new()
    {
        { "Temperature", new() { Temperature = -0.1f } },
        { "Temperature", new() { Temperature = float.NaN } },
        { "TopK", new() { TopK = -1 } },
        { "TopP", new() { TopP = 1.1f } },
        { "MinP", new() { MinP = float.NaN } },
        { "TypicalP", new() { TypicalP = -0.1f } },
        { "RepetitionPenalty", new() { RepetitionPenalty = 0f } },
        { "RepetitionPenalty", new() { RepetitionPenalty = float.PositiveInfinity } },
        { "PresencePenalty", new() { PresencePenalty = float.NaN } },
        { "FrequencyPenalty", new() { FrequencyPenalty = float.NegativeInfinity } },
        { "PenaltyWindow", new() { PenaltyWindow = -2 } },
        { "DryMultiplier", new() { DryMultiplier = -1f } },
        { "DryMultiplier", new() { DryMultiplier = float.NaN } },
        { "DryBase", new() { DryBase = 0.9f } },
        { "DryBase", new() { DryBase = float.PositiveInfinity } },
        { "DryAllowedLength", new() { DryAllowedLength = -1 } },
        { "DryWindow", new() { DryWindow = -2 } },
        { "DryBreakers", new() { DryBreakers = ["a", ""] } },
        { "vocabulary", new() { DryMultiplier = 1f } },
        { "XtcProbability", new() { XtcProbability = 1.1f } },
        { "XtcThreshold", new() { XtcThreshold = float.NaN } },
        { "LogitBias", new() { LogitBias = new Dictionary<Token, float> { [new Token(1)] = float.NaN } } },
        { "LogitBias", new() { LogitBias = new Dictionary<Token, float> { [new Token(1)] = float.PositiveInfinity } } },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void State_MeaninglessOption_ThrowsNamingIt(string name, SamplingOptions options)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new SamplingState(options, [], 10));

        Assert.Equal(name, error.ParamName);
    }

    [Fact]
    public void State_TokenOutsideVocabulary_Throws()
    {
        SamplingOptions biased = new() { LogitBias = new Dictionary<Token, float> { [new Token(10)] = 1f } };

        Assert.Throws<ArgumentException>(() => new SamplingState(biased, [], 10));
        Assert.Throws<ArgumentException>(() => new SamplingState(Penalised, [new Token(-1)], 10));
        Assert.Throws<ArgumentException>(() => new SamplingState(Penalised, [], 10).Accept(new Token(10)));
    }

    [Fact]
    public void State_WindowShorterThanPrompt_CountsItsEnd()
    {
        SamplingState state = new(Penalised with { PenaltyWindow = 3 }, Tokens(1, 2, 3, 4, 3), 10);

        Assert.Equal([(3, 2), (4, 1)], Counts(state));
    }

    [Fact]
    public void State_AcceptBeyondWindow_ForgetsTheOldest()
    {
        SamplingState state = new(Penalised with { PenaltyWindow = 3 }, Tokens(1, 1, 2), 10);
        state.Accept(new Token(5));
        Assert.Equal([(1, 1), (2, 1), (5, 1)], Counts(state));

        state.Accept(new Token(5));
        Assert.Equal([(2, 1), (5, 2)], Counts(state));
    }

    [Fact]
    public void State_UnboundedWindow_CountsEverything()
    {
        SamplingState state = new(Penalised with { PenaltyWindow = -1 }, Tokens([.. Enumerable.Repeat(7, 5000)]), 10);
        state.Accept(new Token(8));

        Assert.Equal([(7, 5000), (8, 1)], Counts(state));
    }

    [Fact]
    public void State_NoPenalty_CountsNothing()
    {
        Assert.Null(new SamplingState(new SamplingOptions(), Tokens(1), 10).RecentCounts);
        Assert.Null(new SamplingState(Penalised with { PenaltyWindow = 0 }, Tokens(1), 10).RecentCounts);
    }

    [Fact]
    public void State_LargestWindow_CostsNothingUpFront()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        SamplingState state = new(Penalised with { PenaltyWindow = int.MaxValue }, [], 10);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
        Assert.Empty(Counts(state));
    }

    private static Token[] Tokens(params int[] ids) => [.. ids.Select(id => new Token(id))];

    private static (int Id, int Count)[] Counts(SamplingState state) =>
        [.. state.RecentCounts!.Select(pair => (pair.Key.Id, pair.Value)).Order()];
}
