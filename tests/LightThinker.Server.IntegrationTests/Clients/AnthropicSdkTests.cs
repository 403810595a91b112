using LightThinker.Server.IntegrationTests.EmbeddedModel;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Anthropic's own client for Node.js, unchanged, against the server.</summary>
[Collection(RunningServerTests.Name)]
public sealed class AnthropicSdkTests(RunningServer server)
{
    private static readonly Problem Question = Problem.All[2];

    [Theory]
    [InlineData("whole")]
    [InlineData("stream")]
    [InlineData("events")]
    [InlineData("stop")]
    [InlineData("count")]
    [InlineData("history")]
    [InlineData("errors")]
    [InlineData("tools")]
    [InlineData("toolStream")]
    [InlineData("toolRunner")]
    [InlineData("schema")]
    [InlineData("thinking")]
    [InlineData("prefill")]
    public Task Client_InAScenario_FindsWhatItExpects(string scenario) => RunAsync(server, scenario);

    [Fact]
    public async Task Client_ThatAborts_LeavesNothingBehind()
    {
        await RunAsync(server, "abort");

        await RunningServer.WaitAsync(() => server.Host.Status is { Running: 0, Queued: 0 });
        Assert.Equal((0, 0), (server.Host.Status!.ResidentCells, server.Host.Status.PromisedCells));
    }

    [Fact]
    public async Task Client_OfABusyServer_TriesAgain()
    {
        await using var busy = new RunningServer(
            "--Engine:MaxRunning=1",
            "--Engine:MaxQueued=1",
            "--Server:RetryAfterSeconds=1");
        await busy.InitializeAsync();

        await RunAsync(busy, "retries");
    }

    private static Task RunAsync(RunningServer server, string scenario) => NodeClient.RunAsync(
        "anthropic",
        scenario,
        server.Address.ToString(),
        Question.Question,
        Question.Answer);
}
