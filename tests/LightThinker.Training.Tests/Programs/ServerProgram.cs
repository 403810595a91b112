using System.Net.Http.Json;
using System.Text.Json;
using LightThinker.Training.Data;

namespace LightThinker.Training.Tests.Programs;

/// <summary>The server with a model, as a process on a free port of this machine. One test.</summary>
internal sealed class ServerProgram : IDisposable
{
    private readonly DotnetProgram _program;
    private readonly HttpClient _client;

    private ServerProgram(DotnetProgram program, string address)
    {
        _program = program;
        Url = address + "/v1";
        _client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>Its address with <c>/v1</c>.</summary>
    public string Url { get; }

    /// <summary>Starts it and waits until it can answer.</summary>
    /// <param name="model">A GGUF file.</param>
    public static async Task<ServerProgram> StartAsync(string model)
    {
        var program = DotnetProgram.Start(
            Assembly(), "--Server:Urls=http://127.0.0.1:0", "--Engine:Threads=1", $"--Model:Path={model}", "--Model:Id=tested");
        try
        {
            string line = await program.LineAsync("Now listening on: ");
            await program.LineAsync("Ready after ");
            return new ServerProgram(program, line[line.IndexOf("http", StringComparison.Ordinal)..].Trim());
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>Sends an example's messages, and reads the answer greedily sampled.</summary>
    /// <param name="example">What to ask.</param>
    /// <param name="compression">The request's extension field.</param>
    public async Task<JsonElement> AskAsync(Example example, string compression)
    {
        using var response = await _client.PostAsJsonAsync("v1/chat/completions", new
        {
            model = "tested",
            messages = example.Messages,
            temperature = 0,
            max_tokens = 400,
            compression,
        });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer;
    }

    public void Dispose()
    {
        _client.Dispose();
        _program.Dispose();
    }

    // Built beside these tests, with the same configuration for the same framework.
    private static string Assembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        string root = Path.GetFullPath(Path.Combine(output.FullName, "..", "..", "..", "..", ".."));
        return Path.Combine(
            root, "src", "LightThinker.Server", "bin", output.Parent!.Name, output.Name, "LightThinker.Server.dll");
    }
}
