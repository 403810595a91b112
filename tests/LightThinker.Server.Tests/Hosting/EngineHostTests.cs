using System.Net;
using System.Text.Json;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Tests.Hosting;

public sealed class EngineHostTests
{
    [Fact]
    public async Task Chat_WhileTheModelLoads_Is503AndMayBeRetried()
    {
        using var model = new ScriptedModelLoader();
        model.Hold();
        await using TestServer server = await TestServer.StartLoadingAsync(model, "--Server:RetryAfterSeconds=7");

        using HttpResponseMessage response = await server.ChatAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("7", Assert.Single(response.Headers.GetValues("Retry-After")));
        Assert.Equal("model_loading", await CodeAsync(response));
    }

    [Fact]
    public async Task Chat_WithTheQueueFull_Is429AndMayBeRetried()
    {
        await using TestServer server =
            await TestServer.StartAsync(Endless(), "--Engine:MaxRunning=1", "--Engine:MaxQueued=1");
        server.Model.Hold();
        using HttpResponseMessage running = await server.ChatAsync("""{"stream":true}""");
        Task<HttpResponseMessage> waiting = server.ChatAsync("""{"max_tokens":1}""");
        await server.WaitForQueuedAsync(1);

        using HttpResponseMessage response = await server.ChatAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.True(response.Headers.Contains("Retry-After"));
        Assert.Equal("queue_full", await CodeAsync(response));
        running.Dispose();
        server.Model.Release();
        using HttpResponseMessage last = await waiting;
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"stream":true}""")]
    public async Task Chat_WhoseClientGoesAway_IsCancelledWithinAStep(string fields)
    {
        await using TestServer server = await TestServer.StartAsync(Endless());
        using var client = new CancellationTokenSource();
        server.Model.Hold();
        Task<HttpResponseMessage> request = server.ChatUntilAsync(client.Token, fields);
        await server.WaitUntilAsync(() => server.Host.Status!.Running + server.Host.Status.Queued > 0);

        await client.CancelAsync();

        // The server ends the request once the engine has, which takes a step.
        server.Model.Release();
        await Task.WhenAny(request);
        if (request.IsCompletedSuccessfully)
        {
            // The headers were here first; from then on the token means nothing to the client.
            (await request).Dispose();
        }

        await server.WaitUntilAsync(() => server.Host.Status is { ResidentCells: 0, Running: 0, Queued: 0 });

        Assert.Equal(0, server.Host.Status!.PromisedCells);
    }

    [Fact]
    public async Task Stop_WhileARequestRuns_RefusesNewOnesAndLetsItFinish()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Model.Hold();
        using HttpResponseMessage running = await server.ChatAsync("""{"stream":true}""");

        Task stopped = server.StopAsync();
        await server.WaitForAsync(HostState.Draining);
        using HttpResponseMessage late = await server.ChatAsync();
        using HttpResponseMessage ready = await server.GetAsync("/health/ready");
        using HttpResponseMessage live = await server.GetAsync("/health/live");
        server.Model.Release();

        Assert.Equal("server_stopping", await CodeAsync(late));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        IReadOnlyList<string> events = await SseReader.ReadAsync(running);
        Assert.Equal("Hi!", SseReader.Join(events, "content"));
        Assert.Equal("[DONE]", events[^1]);
        await stopped;
    }

    [Fact]
    public async Task Stop_WhenARequestTakesTooLong_CancelsIt()
    {
        await using TestServer server = await TestServer.StartAsync(Endless(), "--Server:DrainSeconds=5");
        server.Model.Hold();
        using HttpResponseMessage running = await server.ChatAsync("""{"stream":true}""");

        Task stopped = server.StopAsync();
        await server.WaitForAsync(HostState.Draining);
        await server.WaitUntilAsync(() => !server.Host.IsRunning, meanwhile: () =>
        {
            server.Time.Advance(TimeSpan.FromSeconds(5));
            server.Model.Release();
        });

        IReadOnlyList<string> events = await SseReader.ReadAsync(running);
        Assert.Equal(
            "server_stopping",
            SseReader.Json(events[^1]).GetProperty("error").GetProperty("code").GetString());
        await stopped;
    }

    [Fact]
    public async Task Start_WithAModelThatCannotBeLoaded_EndsTheProcessWithAnError()
    {
        using var model = new ScriptedModelLoader { LoadFailure = new StartupException("no such model") };
        await using TestServer server = await TestServer.StartLoadingAsync(model);

        await server.WaitForAsync(HostState.Failed);
        await server.StoppingAsync();

        Assert.Equal(1, server.Host.ExitCode);
        Assert.False(server.Host.IsAlive);
    }

    [Fact]
    public async Task Start_WithAModelThatCannotAnswer_EndsTheProcessWithAnError()
    {
        using var model = new ScriptedModelLoader { IsDamaged = true };
        await using TestServer server = await TestServer.StartLoadingAsync(model);

        await server.WaitForAsync(HostState.Failed);
        await server.StoppingAsync();

        Assert.Equal(1, server.Host.ExitCode);
        Assert.False(server.Host.IsAlive);
    }

    [Theory]
    [InlineData("--Compression:Method=wobble")]
    [InlineData("--Compression:CacheTokens=9")]
    public async Task Start_WithCompressionThatTheModelCannotDo_Fails(string setting)
    {
        await using TestServer server = await TestServer.StartLoadingAsync(args: setting);

        await server.WaitForAsync(HostState.Failed);

        Assert.Equal(1, server.Host.ExitCode);
    }

    [Fact]
    public async Task Start_WithABrokenTemplate_Fails()
    {
        using var model = new ScriptedModelLoader { Template = "{% for %}" };
        await using TestServer server = await TestServer.StartLoadingAsync(model);

        await server.WaitForAsync(HostState.Failed);

        Assert.Equal(1, server.Host.ExitCode);
    }

    private static ScriptedModelLoader Endless() =>
        new() { Script = ["x"], TrainedContext = 1_000_000, CellCount = 1_000_000 };

    private static async Task<string?> CodeAsync(HttpResponseMessage response)
    {
        JsonElement body = await TestServer.ReadAsync(response);
        return body.GetProperty("error").GetProperty("code").GetString();
    }
}
