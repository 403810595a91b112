namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>OpenAI's own client for JavaScript, unchanged, against the server: what tests/sdk/openai says.</summary>
[Collection(RunningServerTests.Name)]
public sealed class OpenAINodeTests(RunningServer server)
{
    [Theory]
    [InlineData("responses.test.mjs")]
    [InlineData("responses-control.test.mjs")]
    public Task Responses_ThroughTheClient_AreWhatItExpects(string file) =>
        NodeClient.TestAsync("openai", file, new Uri(server.Address, "v1"));
}
