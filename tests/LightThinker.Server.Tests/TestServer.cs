using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LightThinker.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace LightThinker.Server.Tests;

/// <summary>The whole server on a scripted model, without a network. One test at a time.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;

    private TestServer(WebApplication app, ScriptedModelLoader model, FakeTimeProvider time)
    {
        _app = app;
        Model = model;
        Time = time;
        Client = app.GetTestClient();
        Client.Timeout = Patience;
    }

    public HttpClient Client { get; }

    public ScriptedModelLoader Model { get; }

    public FakeTimeProvider Time { get; }

    public EngineHost Host => _app.Services.GetRequiredService<EngineHost>();

    public IHostApplicationLifetime Lifetime => _app.Services.GetRequiredService<IHostApplicationLifetime>();

    /// <summary>Starts a server and waits until it is ready.</summary>
    public static async Task<TestServer> StartAsync(ScriptedModelLoader? model = null, params string[] args)
    {
        TestServer server = await StartLoadingAsync(model, args);
        await server.WaitForAsync(HostState.Ready);
        return server;
    }

    /// <summary>Starts a server, whose model may never be ready.</summary>
    public static async Task<TestServer> StartLoadingAsync(ScriptedModelLoader? model = null, params string[] args)
    {
        model ??= new ScriptedModelLoader();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 5, 12, 0, 0, TimeSpan.Zero));
        string[] all = ["--Model:Id=org/test", "--Model:Aliases=test", "--Log:Level=Fatal", .. args];
        WebApplication app = ServerApplication.Build(all, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.Replace(ServiceDescriptor.Singleton<IModelLoader>(model));
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            builder.Services.Replace(ServiceDescriptor.Singleton(new Random(1)));
        });
        await app.StartAsync();
        return new TestServer(app, model, time);
    }

    public Task WaitForAsync(HostState state) => WaitUntilAsync(() => Host.State == state);

    /// <summary>Waits until requests wait for their turn in the engine.</summary>
    public Task WaitForQueuedAsync(int count) => WaitUntilAsync(() => Host.Status!.Queued == count);

    /// <summary>Waits for what another thread does, for a while.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="meanwhile">Done before each look.</param>
    /// <param name="text">The condition as it is written, for the failure's message.</param>
    public async Task WaitUntilAsync(
        Func<bool> condition,
        Action? meanwhile = null,
        [CallerArgumentExpression(nameof(condition))] string? text = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(
                Stopwatch.GetElapsedTime(start) < Patience,
                $"{text} did not come true; the host is {Host.State}, the engine {Host.Status}.");
            meanwhile?.Invoke();
            await Task.Yield();
        }
    }

    /// <summary>Sends a chat request; the fields are added to a valid one or replace its own.</summary>
    public Task<HttpResponseMessage> ChatAsync(string fields = "{}") =>
        ChatUntilAsync(TestContext.Current.CancellationToken, fields);

    /// <summary>As <see cref="ChatAsync"/>, for a client that goes away.</summary>
    public Task<HttpResponseMessage> ChatUntilAsync(CancellationToken aborted, string fields = "{}")
    {
        var body = new Dictionary<string, JsonElement>
        {
            ["model"] = JsonSerializer.SerializeToElement("org/test"),
            ["messages"] = JsonSerializer.SerializeToElement(new[] { new { role = "user", content = "Hello" } }),
        };
        foreach (JsonProperty field in JsonDocument.Parse(fields).RootElement.EnumerateObject())
        {
            body[field.Name] = field.Value;
        }

        return SendAsync(JsonSerializer.SerializeToUtf8Bytes(body), "application/json", aborted);
    }

    /// <summary>Posts a body to the chat endpoint.</summary>
    public Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType = "application/json") =>
        SendAsync(body, contentType, TestContext.Current.CancellationToken);

    /// <summary>Posts a JSON text to the chat endpoint.</summary>
    public Task<HttpResponseMessage> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    /// <summary>Gets a path.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) =>
        Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>The body of an answer.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Waits until the server is told to stop.</summary>
    public async Task StoppingAsync()
    {
        var stopping = new TaskCompletionSource();
        using CancellationTokenRegistration registration = Lifetime.ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task.WaitAsync(Patience);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Model.Release();
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Model.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] body, string? contentType, CancellationToken aborted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, aborted);
    }
}
