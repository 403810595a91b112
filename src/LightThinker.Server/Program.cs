using LightThinker.Server;
using LightThinker.Server.Hosting;

try
{
    await using WebApplication app = ServerApplication.Build(args);
    EngineHost host = app.Services.GetRequiredService<EngineHost>();
    await app.RunAsync();
    return host.ExitCode;
}
catch (Exception exception) when (exception is StartupException or IOException)
{
    // What the operator can put right, such as a wrong setting or a port in use, is one line and no stack trace.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
