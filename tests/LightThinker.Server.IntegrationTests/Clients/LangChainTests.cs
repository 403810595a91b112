namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>LangChain's client for OpenAI, unchanged, against the server.</summary>
[Collection(RunningServerTests.Name)]
public sealed class LangChainTests(RunningServer server)
{
    [Theory]
    [InlineData("plain")]
    [InlineData("stream")]
    [InlineData("choices")]
    [InlineData("stop")]
    [InlineData("seed")]
    [InlineData("logprobs")]
    [InlineData("tools")]
    [InlineData("toolStream")]
    [InlineData("toolResults")]
    [InlineData("structured")]
    [InlineData("errors")]
    public Task Client_InAScenario_FindsWhatItExpects(string scenario) =>
        ChatScenario.RunAsync("langchain", scenario, server);

    [Fact]
    public Task Client_ThatAborts_LeavesNothingBehind() => ChatScenario.RunAbortAsync("langchain", server, requests: 1);
}
