using LightThinker.Server;
using LightThinker.Server.Hosting;

try
{
    await using WebApplication app = ServerApplication.Build(args);
    EngineHost host = app.Services.GetRequiredService<EngineHost>();
    await ServerApplication.RunAsync(app);
    return host.ExitCode;
}
catch (StartupException exception)
{
    // What the operator can put right is one line and no stack trace.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
