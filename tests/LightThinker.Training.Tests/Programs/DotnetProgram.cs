using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace LightThinker.Training.Tests.Programs;

/// <summary>A program of this repository, run as a process of its own as users run it. One test.</summary>
internal sealed class DotnetProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // The runtime's folder is shared/Microsoft.NETCore.App/<version>/ in that of dotnet itself.
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private readonly Process _process;
    private readonly StringBuilder _seen = new();

    // Unbounded: a program that nobody reads must not wait for that; what these write is short.
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _output;
    private readonly Task<string> _errors;

    private DotnetProgram(Process process)
    {
        _process = process;
        _output = ReadOutputAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <param name="assembly">The program's .dll.</param>
    /// <param name="arguments">As on the command line.</param>
    public static DotnetProgram Start(string assembly, params IEnumerable<string> arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Dotnet, [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        Assert.NotNull(process);
        return new DotnetProgram(process);
    }

    /// <summary>Waits for a line of its output.</summary>
    public async Task<string> LineAsync(string part)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (string line in _lines.Reader.ReadAllAsync(patience.Token))
        {
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The program ended without '{part}': {_seen} {await _errors}");
    }

    /// <summary>What Ctrl-C sends. Not on Windows.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -INT {_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _output;
        return new ProgramResult(_process.ExitCode, _seen.ToString(), await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _seen.AppendLine(line);
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
    }
}
