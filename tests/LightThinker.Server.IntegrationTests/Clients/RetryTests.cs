namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Clients whose requests are refused for a while, with a status and headers that tell them to wait.</summary>
public sealed class RetryTests(BusyServer busy) : IClassFixture<BusyServer>
{
    [Theory]
    [InlineData("openai-chat")]
    [InlineData("vercel-ai")]
    [InlineData("langchain")]
    public Task Client_OfABusyServer_TriesAgainUntilItIsServed(string client) =>
        ChatScenario.RunAsync(client, "retries", busy.Server);
}
