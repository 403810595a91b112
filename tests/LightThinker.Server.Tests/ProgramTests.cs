using System.Net;
using System.Net.Sockets;

namespace LightThinker.Server.Tests;

/// <summary>What an operator sees of the real server when it cannot start: one readable line and exit code 1.</summary>
public sealed class ProgramTests
{
    private const string FreePort = "--Server:Urls=http://127.0.0.1:0";

    [Fact]
    public async Task Start_OnATruncatedModel_SaysSoInOneLine()
    {
        byte[] model = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "models", "lightthinker-tiny.gguf"),
            TestContext.Current.CancellationToken);

        string line = await FailOnModelAsync(model.AsMemory(0, model.Length / 2));

        Assert.Contains("Model:Path cannot be served", line, StringComparison.Ordinal);
        Assert.Contains("corrupted or incomplete", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAFileThatIsNoModel_SaysSoInOneLine() =>
        Assert.Contains("is not a GGUF file", await FailOnModelAsync("Hello"u8.ToArray()), StringComparison.Ordinal);

    [Theory]
    [InlineData("--Model:Path=nowhere.gguf", "Model:Path is 'nowhere.gguf': expected an existing file")]
    [InlineData("--Engine:MaxQueued=0", "Engine:MaxQueued is '0': expected a whole number from 1 to 100000.")]
    [InlineData("--urls=http://127.0.0.1:0", "urls is 'http://127.0.0.1:0' (by --urls or ASPNETCORE_URLS)")]
    [InlineData("--Server:Urls=http://192.0.2.1:8080", "Server:Urls is 'http://192.0.2.1:8080', which cannot be listened on: ")]
    public async Task Start_WithAWrongSetting_SaysSoInOneLine(string argument, string expected) =>
        Assert.StartsWith(expected, await FailAsync(argument), StringComparison.Ordinal);

    [Fact]
    public async Task Start_OnAPortInUse_SaysSoInOneLine()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = (IPEndPoint)other.LocalEndpoint;

        Assert.Equal(
            $"Server:Urls is 'http://{taken}', which cannot be listened on: Failed to bind to address http://{taken}: address already in use.",
            await FailAsync($"--Server:Urls=http://{taken}"));
    }

    // Later arguments win.
    private static async Task<string> FailAsync(string argument)
    {
        (int exitCode, IReadOnlyList<string> lines) = await ServerProcess.RunAsync(FreePort, argument);

        Assert.Equal(1, exitCode);
        return Assert.Single(lines);
    }

    private static async Task<string> FailOnModelAsync(ReadOnlyMemory<byte> model)
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.gguf");
        await File.WriteAllBytesAsync(path, model, TestContext.Current.CancellationToken);
        try
        {
            return await FailAsync($"--Model:Path={path}");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
