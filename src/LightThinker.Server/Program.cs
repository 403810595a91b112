using System.Net.Sockets;
using LightThinker.Server;
using LightThinker.Server.Hosting;

try
{
    await using WebApplication app = ServerApplication.Build(args);
    EngineHost host = app.Services.GetRequiredService<EngineHost>();
    try
    {
        await app.StartAsync();
    }
    catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
    {
        // A port in use or not allowed, an address of another machine, https without a certificate.
        throw new StartupException($"Server:Urls cannot be listened on: {exception.Message}", exception);
    }

    await app.WaitForShutdownAsync();
    return host.ExitCode;
}
catch (StartupException exception)
{
    // What the operator can put right is one line and no stack trace.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
