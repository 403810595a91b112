namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Vercel's AI SDK with its provider for compatible servers, unchanged, against the server.</summary>
[Collection(RunningServerTests.Name)]
public sealed class VercelAiTests(RunningServer server)
{
    [Theory]
    [InlineData("plain")]
    [InlineData("stream")]
    [InlineData("stop")]
    [InlineData("seed")]
    [InlineData("tools")]
    [InlineData("toolStream")]
    [InlineData("toolResults")]
    [InlineData("structured")]
    [InlineData("errors")]
    public Task Client_InAScenario_FindsWhatItExpects(string scenario) =>
        ChatScenario.RunAsync("vercel-ai", scenario, server);

    [Fact]
    public Task Client_ThatAborts_LeavesNothingBehind() => ChatScenario.RunAbortAsync("vercel-ai", server, requests: 1);
}
