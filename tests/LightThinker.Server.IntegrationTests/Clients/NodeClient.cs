using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>
/// Runs the scripts in <c>tests/sdk</c>, which use clients of the npm registry; the build has installed them. Stateless.
/// </summary>
internal static class NodeClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a client's script to its end; a script that fails fails the test with what it wrote.</summary>
    /// <param name="client">The folder under <c>tests/sdk</c>.</param>
    /// <param name="arguments">For its <c>client.mjs</c>.</param>
    public static Task RunAsync(string client, params string[] arguments) =>
        StartAsync(client, null, ["client.mjs", .. arguments]);

    /// <summary>Runs a file of tests of Node.js; one that fails fails the test with what they wrote.</summary>
    /// <param name="client">The folder under <c>tests/sdk</c>.</param>
    /// <param name="file">In that folder.</param>
    /// <param name="address">The tests find it in <c>BASE_URL</c>.</param>
    public static Task TestAsync(string client, string file, Uri address) =>
        StartAsync(client, address, ["--test", "--test-reporter=tap", file]);

    private static async Task StartAsync(string client, Uri? address, string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Path.Combine(Folder(), client),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BASE_URL"] = address?.ToString();
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

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "..", "..", "..", "sdk"));
}
