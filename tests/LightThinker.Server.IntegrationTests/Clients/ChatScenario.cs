using LightThinker.Engine.Sequences;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Runs what the chat clients for Node.js have in common. Stateless.</summary>
internal static class ChatScenario
{
    private const string Question = "What is 47 + 38?";
    private const string Answer = "85";

    /// <summary>Runs one scenario to its end.</summary>
    /// <param name="client">The folder under <c>tests/sdk</c>.</param>
    /// <param name="scenario">One that its script knows.</param>
    /// <param name="server">The server that it talks to.</param>
    public static Task RunAsync(string client, string scenario, RunningServer server) =>
        NodeClient.RunAsync(client, scenario, server.Address.ToString(), Question, Answer);

    /// <summary>Runs the scenario in which the client goes away from answers that would be long.</summary>
    /// <param name="client">The folder under <c>tests/sdk</c>.</param>
    /// <param name="server">The server that it talks to.</param>
    /// <param name="requests">How many the client goes away from.</param>
    public static async Task RunAbortAsync(string client, RunningServer server, int requests)
    {
        int before = server.Finished.Count(FinishReason.Cancelled);

        await RunAsync(client, "abort", server);

        await RunningServer.WaitAsync(() => server.Host.Status is { Running: 0, Queued: 0 });
        await server.WhenIdleAsync();
        Assert.Equal(before + requests, server.Finished.Count(FinishReason.Cancelled));
        Assert.Equal((0, 0), (server.Host.Status!.ResidentCells, server.Host.Status.PromisedCells));
        using var health = await server.Client.GetAsync("health/ready", TestContext.Current.CancellationToken);
        Assert.True(health.IsSuccessStatusCode);
    }
}
