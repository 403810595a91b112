using System.Net;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Tests.Endpoints;

public sealed class HealthEndpointsTests
{
    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/health")]
    [InlineData("/health/live")]
    public async Task Health_OfAReadyServer_Is200(string path)
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, path));
    }

    [Fact]
    public async Task Health_WhileTheModelLoads_IsAliveButNotReady()
    {
        using var model = new ScriptedModelLoader();
        model.Hold();
        await using TestServer server = await TestServer.StartLoadingAsync(model);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
    }

    [Fact]
    public async Task Health_WhenAStepHangs_IsNotAlive()
    {
        await using TestServer server = await TestServer.StartAsync(args: "--Server:StallSeconds=60");
        server.Model.Hold();
        using HttpResponseMessage response = await server.ChatAsync("""{"stream":true}""");

        server.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server, "/health/live"));
    }

    [Fact]
    public async Task Health_IdleForLong_IsAlive()
    {
        await using TestServer server = await TestServer.StartAsync();
        using (HttpResponseMessage response = await server.ChatAsync())
        {
            await TestServer.ReadAsync(response);
        }

        server.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
    }

    [Fact]
    public async Task Health_AfterTheEngineBroke_IsNeither()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Model.DecodeFailure = new InvalidOperationException("device lost");
        using HttpResponseMessage response = await server.ChatAsync();

        await server.WaitForAsync(HostState.Failed);

        Assert.False(server.Host.IsAlive);
        Assert.Equal(1, server.Host.ExitCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, string path)
    {
        using HttpResponseMessage response = await server.GetAsync(path);
        return response.StatusCode;
    }
}
