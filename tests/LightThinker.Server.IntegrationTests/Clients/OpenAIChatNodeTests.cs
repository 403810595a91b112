namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>OpenAI's own client for JavaScript, unchanged, against the server's chat completions.</summary>
[Collection(RunningServerTests.Name)]
public sealed class OpenAIChatNodeTests(RunningServer server)
{
    [Theory]
    [InlineData("plain")]
    [InlineData("stream")]
    [InlineData("helper")]
    [InlineData("choices")]
    [InlineData("stop")]
    [InlineData("seed")]
    [InlineData("logprobs")]
    [InlineData("tools")]
    [InlineData("toolStream")]
    [InlineData("toolResults")]
    [InlineData("structured")]
    [InlineData("types")]
    [InlineData("errors")]
    public Task Client_InAScenario_FindsWhatItExpects(string scenario) =>
        ChatScenario.RunAsync("openai-chat", scenario, server);

    [Fact]
    public Task Client_ThatAborts_LeavesNothingBehind() => ChatScenario.RunAbortAsync("openai-chat", server, requests: 2);
}
