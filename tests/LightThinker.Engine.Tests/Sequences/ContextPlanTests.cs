using LightThinker.Engine.Cache;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Tests.Sequences;

public sealed class ContextPlanTests
{
    [Fact]
    public void FeedableCount_EvictionBehindTokens_IsABarrier()
    {
        var plan = new ContextPlan();
        plan.Feed(new Token(1), CellKind.Thought);
        plan.Feed([new Token(2), new Token(3)], CellKind.Cache);
        plan.Evict(Range(0, 1));
        plan.Feed(new Token(4), CellKind.Cache);

        Assert.Equal(3, plan.FeedableCount);
        Assert.Equal((new Token(1), CellKind.Thought), plan.TakeToken());
        Assert.Equal((new Token(2), CellKind.Cache), plan.TakeToken());
        Assert.Equal((new Token(3), CellKind.Cache), plan.TakeToken());
        Assert.True(plan.EvictsNext);
        Assert.Equal(0, plan.FeedableCount);
        Assert.Throws<InvalidOperationException>(() => plan.TakeToken());
        Assert.Equal(Range(0, 1), plan.TakeEviction());
        Assert.Equal(1, plan.FeedableCount);
        Assert.False(plan.IsDry);
        plan.TakeToken();
        Assert.True(plan.IsDry);
        Assert.Equal(new Position(4), plan.End);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Evict_RangeThatIsEmptyOrNotPlanned_Throws(int start, int end)
    {
        var plan = new ContextPlan();
        plan.Feed([new Token(1), new Token(2)], CellKind.Prompt);

        Assert.Throws<ArgumentException>(() => plan.Evict(Range(start, end)));
    }

    private static PositionRange Range(int start, int end) => new(new Position(start), new Position(end));
}
