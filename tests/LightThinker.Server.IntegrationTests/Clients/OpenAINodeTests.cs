using System.Diagnostics;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>OpenAI's own client for JavaScript, unchanged, against the server: what tests/sdk/openai says.</summary>
[Collection(RunningServerTests.Name)]
public sealed class OpenAINodeTests(RunningServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "sdk", "openai");

    [Fact]
    public async Task Responses_ThroughTheClient_AreWhatItExpects()
    {
        await RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");

        await RunAsync("node", "--test", "--test-reporter=tap", "responses.test.mjs");
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BASE_URL"] = new Uri(server.Address, "v1").ToString();
        using Process process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string text = await output + await errors;
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, text);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
