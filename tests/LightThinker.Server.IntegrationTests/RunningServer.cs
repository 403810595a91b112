using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LightThinker.Server.Answers;
using LightThinker.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LightThinker.Server.IntegrationTests;

/// <summary>The server as users run it, embedded model and all, on a free port of this machine. Thread-safe once started.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    private readonly string[] _settings;
    private WebApplication? _app;

    public RunningServer()
        : this([])
    {
    }

    /// <param name="settings">Further settings, as on the command line.</param>
    internal RunningServer(params string[] settings) => _settings = settings;

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    internal EngineHost Host => Services.GetRequiredService<EngineHost>();

    internal IServiceProvider Services => _app!.Services;

    /// <summary>How its generations ended.</summary>
    internal FinishedGenerations Finished { get; } = new();

    public async ValueTask InitializeAsync()
    {
        // Few threads, as llama.cpp's wait for one another by spinning and other tests run beside these.
        string[] settings =
        [
            "--Server:Urls=http://127.0.0.1:0",
            "--Engine:Threads=1",
            "--Engine:MaxQueued=2000",
            "--Log:Level=Warning",
            .. _settings,
        ];
        _app = ServerApplication.Build(settings, builder =>
            builder.Services.AddSingleton<ILogger<GenerationService>>(Finished));
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single() + "/");

        // A client that goes away goes at once, without reading what is left.
        var handler = new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero };
        Client = new HttpClient(handler) { BaseAddress = Address, Timeout = Patience };
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

    /// <summary>Ends once no request is in the server's hands.</summary>
    public Task WhenIdleAsync() => Services.GetRequiredService<InFlightRequests>().WhenIdleAsync().WaitAsync(Patience);

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

    /// <summary>Waits, for a while, for something that happens on the engine's thread.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="text">The condition as it is written, for the failure's message.</param>
    public static async Task WaitAsync(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string? text = null)
    {
        // The engine needs the processor more than the one who waits.
        using var looks = new PeriodicTimer(LookInterval);
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"{text} did not come true.");
            await looks.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }
}
