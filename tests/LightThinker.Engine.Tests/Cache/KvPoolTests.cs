using LightThinker.Engine.Cache;

namespace LightThinker.Engine.Tests.Cache;

public sealed class KvPoolTests
{
    [Fact]
    public void TryPromise_MoreThanLeft_IsRefusedAndChangesNothing()
    {
        var pool = new KvPool(10);

        Assert.True(pool.TryPromise(6));
        Assert.False(pool.TryPromise(5));
        Assert.Equal(6, pool.Promised);
        Assert.True(pool.TryPromise(4));
    }

    [Fact]
    public void Release_AfterPromise_MakesRoomAgain()
    {
        var pool = new KvPool(10);
        Assert.True(pool.TryPromise(10));

        pool.Release(10);

        Assert.True(pool.TryPromise(10));
    }
}
