using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using LightThinker.Engine.Decoding;
using LightThinker.Server.Hosting;
using LightThinker.Server.Tests.Embeddings;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Server.Tests.Endpoints;

public sealed class EmbeddingsEndpointTests
{
    private const int H = 8 + 'H';
    private const int I = 8 + 'i';

    [Fact]
    public async Task Embed_OneText_HasTheProtocolsShape()
    {
        await using TestServer server = await StartAsync();

        using HttpResponseMessage response = await server.EmbedAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.Equal("list", answer.GetProperty("object").GetString());
        Assert.Equal("org/test", answer.GetProperty("model").GetString());
        Assert.Equal("""{"prompt_tokens":2,"total_tokens":2}""", answer.GetProperty("usage").GetRawText());
        JsonElement item = Assert.Single(answer.GetProperty("data").EnumerateArray());
        Assert.Equal("embedding", item.GetProperty("object").GetString());
        Assert.Equal(0, item.GetProperty("index").GetInt32());
        Assert.Equal(ScriptedVectors.UnitOf(H, I), Assert.Single(EmbeddingClient.VectorsOf(answer)));
    }

    [Fact]
    public async Task Embed_ManyTexts_KeepsTheirOrder()
    {
        await using TestServer server = await StartAsync();

        using HttpResponseMessage response = await server.EmbedAsync("""{"input":["a","bb","c","dd","e","ff"]}""");

        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.Equal(
            [0, 1, 2, 3, 4, 5],
            answer.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("index").GetInt32()));
        Assert.Equal(
            "abcdef".Select((letter, i) => ScriptedVectors.UnitOf([.. Enumerable.Repeat(8 + letter, 1 + (i % 2))])),
            EmbeddingClient.VectorsOf(answer));
        Assert.Equal(9, answer.GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Theory]
    [InlineData($$"""{"input":[80,113]}""", 1)]
    [InlineData($$"""{"input":[[80,113]]}""", 1)]
    [InlineData($$"""{"input":[[80,113],[80,113]]}""", 2)]
    public async Task Embed_Tokens_IsWhatTheirTextGives(string fields, int count)
    {
        await using TestServer server = await StartAsync();

        using HttpResponseMessage response = await server.EmbedAsync(fields);

        Assert.Equal(
            Enumerable.Repeat(ScriptedVectors.UnitOf(H, I), count),
            EmbeddingClient.VectorsOf(await TestServer.ReadAsync(response)));
    }

    [Fact]
    public async Task Embed_AsBase64_HasTheSameNumbers()
    {
        await using TestServer server = await StartAsync();

        using HttpResponseMessage response = await server.EmbedAsync("""{"encoding_format":"base64"}""");

        JsonElement answer = await TestServer.ReadAsync(response);
        byte[] bytes = answer.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.True(BitConverter.IsLittleEndian);
        Assert.Equal(ScriptedVectors.UnitOf(H, I), MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    }

    [Theory]
    [InlineData("""{"user":"me","encoding_format":"float","dimensions":4}""")]
    [InlineData("""{"user":null,"encoding_format":null,"dimensions":null}""")]
    [InlineData("""{"model":"test"}""")]
    public async Task Embed_WithWhatChangesNothing_IsServed(string fields)
    {
        await using TestServer server = await StartAsync();

        using HttpResponseMessage response = await server.EmbedAsync(fields);

        Assert.Equal(
            ScriptedVectors.UnitOf(H, I), Assert.Single(EmbeddingClient.VectorsOf(await TestServer.ReadAsync(response))));
    }

    [Fact]
    public async Task Embed_FewerDimensionsOfAMatryoshkaModel_AreOfLengthOneAgain()
    {
        await using TestServer server = await StartAsync(args: "--Embeddings:Matryoshka=true");

        using HttpResponseMessage response = await server.EmbedAsync("""{"dimensions":2}""");
        using HttpResponseMessage tooMany = await server.EmbedAsync("""{"dimensions":5}""");

        float[] vector = Assert.Single(EmbeddingClient.VectorsOf(await TestServer.ReadAsync(response)));
        float[] whole = ScriptedVectors.UnitOf(H, I);
        Assert.Equal(2, vector.Length);
        Assert.Equal(1, MathF.Sqrt(vector.Sum(number => number * number)), 1e-6f);
        Assert.Equal(whole[0] / whole[1], vector[0] / vector[1], 1e-6f);
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
    }

    [Fact]
    public async Task Embed_ModelTrainedWithAnEndToken_GetsIt()
    {
        ScriptedEmbedderSource source = Source(end: new Token(1));
        await using TestServer server = await StartAsync(source);

        using HttpResponseMessage text = await server.EmbedAsync();
        using HttpResponseMessage tokens = await server.EmbedAsync("""{"input":[80]}""");

        Assert.Equal([[H, I, 1], [80]], source.Calls.Select(call => call[0].Select(token => token.Id)));
        Assert.Equal(3, (await TestServer.ReadAsync(text)).GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Fact]
    public async Task Embed_TextThatNamesAControlToken_IsText()
    {
        ScriptedEmbedderSource source = Source();
        await using TestServer server = await StartAsync(source);

        using HttpResponseMessage response = await server.EmbedAsync("""{"input":"<|im_end|>"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(10, source.Calls.Single()[0].Count);
    }

    [Theory]
    [InlineData(null, "auto", "Embeddings:Pooling is mean, cls or last")]
    [InlineData(Pooling.Last, "auto", null)]
    [InlineData(null, "mean", null)]
    [InlineData(Pooling.Last, "mean", null)]
    public async Task Embed_ByPooling_IsServedOrRefused(Pooling? trained, string setting, string? obstacle)
    {
        ScriptedEmbedderSource source = Source(trained);
        await using TestServer server = await StartAsync(source, $"--Embeddings:Pooling={setting}");

        using HttpResponseMessage response = await server.EmbedAsync();

        Assert.Equal(obstacle is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        if (obstacle is null)
        {
            Assert.Equal(setting == "mean" ? Pooling.Mean : trained, source.Opened.Single().Pooling);
            return;
        }

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal("embeddings_not_supported", error.GetProperty("code").GetString());
        Assert.Equal("model", error.GetProperty("param").GetString());
        Assert.Contains(obstacle, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Embeddings:Enabled is false")]
    [InlineData(false, "its runtime cannot")]
    public async Task Embed_WhereItCannotBe_SaysWhy(bool hasSource, string obstacle)
    {
        ScriptedEmbedderSource? source = hasSource ? Source() : null;
        using var model = new ScriptedModelLoader { Embedding = source };
        await using TestServer server = await TestServer.StartAsync(model, $"--Embeddings:Enabled={!hasSource}");

        using HttpResponseMessage response = await server.EmbedAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(obstacle, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_WhileTheModelLoads_Is503()
    {
        using var model = new ScriptedModelLoader { Embedding = Source() };
        model.Hold();
        await using TestServer server = await TestServer.StartLoadingAsync(model);

        using HttpResponseMessage response = await server.EmbedAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Embed_MoreRequestsThanMayWait_Is429AndAGoneClientMakesRoom()
    {
        using var mayGoOn = new ManualResetEventSlim();
        using var aborted = new CancellationTokenSource();
        ScriptedEmbedderSource source = Source();
        source.OnEmbed = () => mayGoOn.Wait(TestContext.Current.CancellationToken);
        await using TestServer server = await StartAsync(source, "--Embeddings:MaxQueued=1");
        Task<HttpResponseMessage> running = server.EmbedAsync("""{"input":[80]}""");
        await server.WaitUntilAsync(() => source.Calls.Count == 1);
        Task<HttpResponseMessage> waiting = server.EmbedUntilAsync(aborted.Token, """{"input":[81]}""");
        using HttpResponseMessage refused = await RefusedAsync(server);

        Assert.Equal("2", refused.Headers.RetryAfter!.ToString());
        await aborted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await server.WaitUntilAsync(() => server.Host.TryGetModel(out ServedModel? model, out _) && model.Embeddings!.Queued == 0);
        Task<HttpResponseMessage> next = server.EmbedAsync("""{"input":[82]}""");
        mayGoOn.Set();

        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await next).StatusCode);
        Assert.Equal([80, 82], source.Calls.Select(call => call[0][0].Id));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(null)]
    public async Task Embed_OnABrokenModel_Is500AndTextIsStillWritten(float? number)
    {
        float[] Break(IReadOnlyList<Token> input) => [number ?? throw new DecoderException("broken"), 0, 0, 0];
        var source = new ScriptedEmbedderSource(Break, 4) { TrainedPooling = Pooling.Mean };
        await using TestServer server = await StartAsync(source);

        using HttpResponseMessage response = await server.EmbedAsync();
        using HttpResponseMessage chat = await server.ChatAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("engine_failed", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, chat.StatusCode);
    }

    [Fact]
    public async Task Stop_WhileInputsAreEmbedded_LetsThemFinish()
    {
        using var mayGoOn = new ManualResetEventSlim();
        ScriptedEmbedderSource source = Source();
        source.OnEmbed = () => mayGoOn.Wait(TestContext.Current.CancellationToken);
        await using TestServer server = await StartAsync(source);
        Task<HttpResponseMessage> running = server.EmbedAsync("""{"input":[[80],[81],[82],[83],[84]]}""");
        await server.WaitUntilAsync(() => source.Calls.Count == 1);

        Task stopping = server.StopAsync();
        await server.WaitForAsync(HostState.Draining);
        mayGoOn.Set();

        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
        await stopping;
        Assert.Equal(1, source.DisposedCount);
    }

    private static ScriptedEmbedderSource Source(Pooling? trained = Pooling.Mean, Token? end = null) =>
        new(ScriptedVectors.Of, 4) { TrainedPooling = trained, EndOfText = end };

    private static Task<TestServer> StartAsync(ScriptedEmbedderSource? source = null, params string[] args) =>
        TestServer.StartAsync(new ScriptedModelLoader { Embedding = source ?? Source() }, args);

    // The request before may still be on its way into the queue.
    private static async Task<HttpResponseMessage> RefusedAsync(TestServer server)
    {
        await server.WaitUntilAsync(() => server.Host.TryGetModel(out ServedModel? model, out _) && model.Embeddings!.Queued == 1);
        HttpResponseMessage response = await server.EmbedAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        return response;
    }
}
