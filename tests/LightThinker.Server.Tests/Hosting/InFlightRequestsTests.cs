using LightThinker.Server.Hosting;

namespace LightThinker.Server.Tests.Hosting;

public sealed class InFlightRequestsTests
{
    [Fact]
    public void Idle_WithNothingInFlight_IsNow() => Assert.True(new InFlightRequests().WhenIdleAsync().IsCompleted);

    [Fact]
    public async Task Idle_WithTwoInFlight_IsWhenBothHaveLeft()
    {
        var requests = new InFlightRequests();
        requests.Enter();
        requests.Enter();

        Task idle = requests.WhenIdleAsync();
        requests.Leave();
        Assert.False(idle.IsCompleted);
        Assert.Equal(1, requests.Count);
        requests.Leave();

        await idle;
        Assert.Equal(0, requests.Count);
    }
}
