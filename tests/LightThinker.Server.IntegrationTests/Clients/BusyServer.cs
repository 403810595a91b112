namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>A server that runs one request, lets one wait, and refuses the rest. Thread-safe once started.</summary>
public sealed class BusyServer : IAsyncLifetime
{
    internal RunningServer Server { get; } = new(
        "--Engine:MaxRunning=1",
        "--Engine:MaxQueued=1",
        "--Server:RetryAfterSeconds=1");

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
