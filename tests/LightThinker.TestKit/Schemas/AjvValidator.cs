using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace LightThinker.TestKit.Schemas;

/// <summary>The JSON Schema validator Ajv (draft 2020-12), run by node, which the build needs too. One thread at a time.</summary>
public sealed class AjvValidator : IDisposable
{
    private readonly Process _node = Process.Start(new ProcessStartInfo(
        "node", [Path.Combine(AppContext.BaseDirectory, "ajv", "check.js")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardInputEncoding = new UTF8Encoding(false),
        StandardOutputEncoding = Encoding.UTF8,
    })!;

    /// <summary>Null if the text is JSON that matches the schema; else what is wrong with it.</summary>
    public string? Check(string schema, string text)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize<string[]>([schema, text]));
        _node.StandardInput.Flush();
        string answer = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("node ended; is it installed?");
        return JsonSerializer.Deserialize<string?>(answer);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }
}
