using System.Net;
using System.Net.Sockets;
using LightThinker.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LightThinker.Server.Tests;

public sealed class ServerApplicationTests
{
    [Fact]
    public void Build_WithAWrongSetting_SaysWhich()
    {
        var exception = Assert.Throws<StartupException>(() => ServerApplication.Build(["--Engine:MaxQueued=0"]));

        Assert.Equal("Engine:MaxQueued is '0': expected a whole number from 1 to 100000.", exception.Message);
    }

    [Fact]
    public void StartupException_OfSeveralLines_IsOne() =>
        Assert.Equal("first second", new StartupException("first\r\n\n  second\n").Message);

    [Fact]
    public async Task Run_OnAPortInUse_SaysSoInOneLine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string url = $"http://{listener.LocalEndpoint}";

        string message = await FailAsync(url);

        Assert.StartsWith($"Server:Urls is '{url}', which cannot be listened on: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public async Task Run_OnAnAddressOfAnotherMachine_SaysSoInOneLine()
    {
        string message = await FailAsync("http://203.0.113.7:0");

        Assert.StartsWith("Server:Urls is 'http://203.0.113.7:0', which cannot be listened on: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static async Task<string> FailAsync(string url)
    {
        using var model = new ScriptedModelLoader();
        await using WebApplication app = ServerApplication.Build(
            [$"--Server:Urls={url}", "--Log:Level=Fatal"],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<IModelLoader>(model)));
        return (await Assert.ThrowsAsync<StartupException>(() => ServerApplication.RunAsync(app))).Message;
    }
}
