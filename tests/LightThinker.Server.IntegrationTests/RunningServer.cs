using System.Net.Http.Json;
using System.Text.Json;
using LightThinker.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LightThinker.Server.IntegrationTests;

/// <summary>The server as users run it, embedded model and all, on a free port of this machine. Thread-safe once started.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private WebApplication? _app;

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    internal EngineHost Host => _app!.Services.GetRequiredService<EngineHost>();

    public async ValueTask InitializeAsync()
    {
        // Few threads, as llama.cpp's wait for one another by spinning and other tests run beside these.
        _app = ServerApplication.Build(
            ["--Server:Urls=http://127.0.0.1:0", "--Engine:Threads=1", "--Engine:MaxQueued=2000", "--Log:Level=Warning"]);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single() + "/");
        Client = new HttpClient { BaseAddress = Address, Timeout = Patience };
        await WaitAsync(() => Host.State == HostState.Ready);
    }

    /// <summary>Asks a question and reads the whole answer.</summary>
    public async Task<JsonElement> AskAsync(string question, object? fields = null)
    {
        using var response = await Client.PostAsJsonAsync("v1/chat/completions", Body(question, fields));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer;
    }

    /// <summary>The body of a request for one answer.</summary>
    /// <param name="question">What the user says.</param>
    /// <param name="fields">An object whose properties are added to the request.</param>
    public static Dictionary<string, object> Body(string question, object? fields = null)
    {
        var body = new Dictionary<string, object>
        {
            ["model"] = "lightthinker-tiny",
            ["messages"] = new[] { new { role = "user", content = question } },
        };
        foreach (var property in JsonSerializer.SerializeToElement(fields ?? new { }).EnumerateObject())
        {
            body[property.Name] = property.Value;
        }

        return body;
    }

    /// <summary>Waits for something that happens on the engine's thread.</summary>
    public static async Task WaitAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "It did not happen.");
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }
}
