using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Runs the scripts in <c>tests/sdk</c>, which use clients of the npm registry. Stateless.</summary>
internal static class NodeClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a client's script to its end; a script that fails fails the test with what it wrote.</summary>
    /// <param name="client">The folder under <c>tests/sdk</c>.</param>
    /// <param name="arguments">For the script.</param>
    public static async Task RunAsync(string client, params string[] arguments)
    {
        string folder = Path.Combine(Folder(), client);
        using var process = Process.Start(new ProcessStartInfo("node", ["client.mjs", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
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
