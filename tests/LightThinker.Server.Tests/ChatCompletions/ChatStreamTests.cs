using System.Text.Json;

namespace LightThinker.Server.Tests.ChatCompletions;

public sealed class ChatStreamTests
{
    [Fact]
    public async Task Stream_OfAnAnswer_GivesTheSameTextInChunks()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync("""{"stream":true}""");
        IReadOnlyList<string> events = await SseReader.ReadAsync(response);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal("[DONE]", events[^1]);
        Assert.Equal("Hi!", SseReader.Join(events, "content"));
        Assert.Equal("Two.\n\nB", SseReader.Join(events, "reasoning_content"));
        Assert.Equal("Two.\n\nB", SseReader.Join(events, "reasoning"));
    }

    [Fact]
    public async Task Stream_ItsChunks_HaveTheProtocolsShape()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync("""{"stream":true}""");
        IReadOnlyList<string> events = await SseReader.ReadAsync(response);

        Assert.Equal("""{"role":"assistant","content":""}""", SseReader.Delta(events[0]).GetRawText());
        IReadOnlyList<JsonElement> chunks = [.. events.SkipLast(1).Select(SseReader.Json)];
        Assert.Single(chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct());
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", chunk.GetProperty("object").GetString()));
        Assert.All(chunks, chunk => Assert.False(chunk.TryGetProperty("usage", out _)));
        Assert.All(chunks.Skip(1), chunk => Assert.False(
            chunk.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("role", out _)));
        Assert.All(chunks.SkipLast(1), chunk => Assert.Equal(
            JsonValueKind.Null,
            chunk.GetProperty("choices")[0].GetProperty("finish_reason").ValueKind));
        Assert.Equal(
            """{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}""",
            chunks[^1].GetProperty("choices")[0].GetRawText());
    }

    [Fact]
    public async Task Stream_WithUsage_ReportsItInALastChunkWithoutChoices()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response =
            await server.ChatAsync("""{"stream":true,"stream_options":{"include_usage":true}}""");
        IReadOnlyList<string> events = await SseReader.ReadAsync(response);
        IReadOnlyList<JsonElement> chunks = [.. events.SkipLast(1).Select(SseReader.Json)];

        Assert.All(chunks.SkipLast(1), chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(13, chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(
            2,
            chunks[^1].GetProperty("usage").GetProperty("compression").GetProperty("compressions").GetInt32());
    }

    [Fact]
    public async Task Stream_WhenTheEngineBreaks_EndsWithAnErrorAndWithoutDone()
    {
        await using TestServer server = await TestServer.StartAsync(Endless());
        server.Model.Hold();
        using HttpResponseMessage response = await server.ChatAsync("""{"stream":true}""");

        server.Model.DecodeFailure = new InvalidOperationException("device lost");
        server.Model.Release();
        IReadOnlyList<string> events = await SseReader.ReadAsync(response);

        JsonElement error = SseReader.Json(events[^1]).GetProperty("error");
        Assert.Equal("engine_failed", error.GetProperty("code").GetString());
        Assert.DoesNotContain("[DONE]", events);
    }

    [Fact]
    public async Task Stream_SilentForTheInterval_GetsAPing()
    {
        await using TestServer server = await TestServer.StartAsync(Endless(), "--Server:PingSeconds=15");
        server.Model.Hold();
        using HttpResponseMessage response = await server.ChatAsync("""{"stream":true,"max_tokens":3}""");
        await using Stream stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        Assert.StartsWith("data: ", await reader.ReadLineAsync(cancelled), StringComparison.Ordinal);
        Assert.Equal("", await reader.ReadLineAsync(cancelled));

        Task<string?> line = reader.ReadLineAsync(cancelled).AsTask();

        // The server may not have started its timer when the first bytes are here.
        await server.WaitUntilAsync(
            () => line.IsCompleted,
            meanwhile: () => server.Time.Advance(TimeSpan.FromSeconds(15)));

        Assert.Equal(": ping", await line);
    }

    [Fact]
    public async Task Stream_WhileItWaits_SendsNothing()
    {
        var model = Endless();
        await using TestServer server = await TestServer.StartAsync(model, "--Engine:MaxRunning=1");
        model.Hold();
        using HttpResponseMessage first = await server.ChatAsync("""{"stream":true}""");

        Task<HttpResponseMessage> second = server.ChatAsync("""{"stream":true,"max_tokens":1}""");

        await server.WaitForQueuedAsync(1);
        Assert.False(second.IsCompleted);
        first.Dispose();
        model.Release();
        using HttpResponseMessage response = await second;
        Assert.Equal("[DONE]", (await SseReader.ReadAsync(response))[^1]);
    }

    private static ScriptedModelLoader Endless() =>
        new() { Script = ["x"], TrainedContext = 1_000_000, CellCount = 1_000_000 };
}
