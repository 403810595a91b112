namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>OpenAI's own client for JavaScript, unchanged, against the server: what tests/sdk/openai says.</summary>
[Collection(RunningServerTests.Name)]
public sealed class OpenAINodeTests(RunningServer server)
{
    [Fact]
    public Task Responses_ThroughTheClient_AreWhatItExpects() =>
        NodeClient.TestAsync("openai", "responses.test.mjs", new Uri(server.Address, "v1"));
}
