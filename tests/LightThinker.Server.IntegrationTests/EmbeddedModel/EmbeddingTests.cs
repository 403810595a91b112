using System.ClientModel;
using System.Net.Http.Json;
using System.Text.Json;
using OpenAI;
using OpenAI.Embeddings;

namespace LightThinker.Server.IntegrationTests.EmbeddedModel;

/// <summary>The embedded model, which writes text, made to embed by the mean of its tokens' vectors.</summary>
public sealed class EmbeddingTests(EmbeddingTests.EmbeddingServer shared, ITestOutputHelper output)
    : IClassFixture<EmbeddingTests.EmbeddingServer>
{
    private const int Dimensions = 256;
    private const float Tolerance = 1e-4f;

    private static readonly string[] Texts = [.. Problem.All.Take(20).Select(problem => problem.Question)];

    [Fact]
    public async Task Embed_ManyTexts_AreOfLengthOneAndToldApart()
    {
        JsonElement answer = await EmbedAsync(new { input = Texts });

        float[][] vectors = VectorsOf(answer);
        Assert.Equal(Texts.Length, vectors.Length);
        Assert.All(vectors, vector => Assert.Equal(1, MathF.Sqrt(vector.Sum(number => number * number)), 1e-5f));
        Assert.Equal(Texts.Length, vectors.Select(vector => string.Join(' ', vector)).Distinct().Count());
        Assert.Equal(
            Texts.Sum(text => Tokenize(text).Length), answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Fact]
    public async Task Embed_TextAloneAmongOthersAndAsTokens_IsTheSame()
    {
        float[][] together = VectorsOf(await EmbedAsync(new { input = Texts }));
        float largest = 0;
        for (int i = 0; i < Texts.Length; i++)
        {
            float[] alone = VectorsOf(await EmbedAsync(new { input = Texts[i] })).Single();
            float[] tokens = VectorsOf(await EmbedAsync(new { input = Tokenize(Texts[i]) })).Single();
            Assert.Equal(alone, tokens);
            largest = Math.Max(largest, alone.Zip(together[i], (left, right) => MathF.Abs(left - right)).Max());
        }

        output.WriteLine($"The largest difference is {largest:G3}.");
        Assert.InRange(largest, 0, Tolerance);
    }

    [Fact]
    public async Task Embed_AsBase64_HasTheSameNumbers()
    {
        float[] numbers = VectorsOf(await EmbedAsync(new { input = Texts[0] })).Single();

        JsonElement coded = await EmbedAsync(new { input = Texts[0], encoding_format = "base64" });

        byte[] bytes = coded.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(numbers, Enumerable.Range(0, Dimensions).Select(i => BitConverter.ToSingle(bytes, 4 * i)));
    }

    [Fact]
    public async Task Embed_WhileTextIsWritten_ChangesNeither()
    {
        var options = new { max_tokens = 200 };
        string text = ContentOf(await shared.Server.AskAsync(Texts[0], options));
        float[][] vectors = VectorsOf(await EmbedAsync(new { input = Texts }));

        Task<JsonElement> writing = shared.Server.AskAsync(Texts[0], options);
        var embedding = Enumerable.Range(0, 10).Select(_ => EmbedAsync(new { input = Texts })).ToArray();

        Assert.Equal(text, ContentOf(await writing));
        foreach (JsonElement answer in await Task.WhenAll(embedding))
        {
            Assert.All(vectors.Zip(VectorsOf(answer)), pair => Assert.InRange(
                pair.First.Zip(pair.Second, (left, right) => MathF.Abs(left - right)).Max(), 0, Tolerance));
        }
    }

    [Fact]
    public async Task Embed_ByOpenAIsClient_HasVectorsAndUsage()
    {
        EmbeddingClient client = Client(shared.Server);

        OpenAIEmbeddingCollection embeddings =
            await client.GenerateEmbeddingsAsync(Texts, cancellationToken: TestContext.Current.CancellationToken);

        float[][] expected = VectorsOf(await EmbedAsync(new { input = Texts }));
        Assert.Equal(Enumerable.Range(0, Texts.Length), embeddings.Select(embedding => embedding.Index));
        Assert.All(embeddings.Zip(expected), pair => Assert.InRange(
            pair.First.ToFloats().ToArray().Zip(pair.Second, (left, right) => MathF.Abs(left - right)).Max(), 0, Tolerance));
        Assert.Equal(embeddings.Usage.InputTokenCount, embeddings.Usage.TotalTokenCount);
        Assert.InRange(embeddings.Usage.InputTokenCount, Texts.Length, int.MaxValue);
    }

    [Fact]
    public async Task Embed_WithoutASettingForIt_Is400AndSaysWhatToSet()
    {
        await using var server = new RunningServer();
        await server.InitializeAsync();

        var exception = await Assert.ThrowsAsync<ClientResultException>(() => Client(server).GenerateEmbeddingAsync(
            "Hello", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(400, exception.Status);
        Assert.Contains("Embeddings:Pooling", exception.Message, StringComparison.Ordinal);
    }

    private static float[][] VectorsOf(JsonElement answer) =>
    [
        .. answer.GetProperty("data").EnumerateArray().Select(item =>
            item.GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle()).ToArray()),
    ];

    private static string ContentOf(JsonElement answer) =>
        answer.GetProperty("choices")[0].GetProperty("message").GetRawText();

    private static EmbeddingClient Client(RunningServer server) => new(
        "lightthinker-tiny",
        new ApiKeyCredential("none"),
        new OpenAIClientOptions { Endpoint = new Uri(server.Address, "v1") });

    private int[] Tokenize(string text)
    {
        Assert.True(shared.Server.Host.TryGetModel(out var model, out _));
        return [.. model.Embeddings!.Model.Tokenize(text).Select(token => token.Id)];
    }

    private async Task<JsonElement> EmbedAsync(object fields)
    {
        var body = new Dictionary<string, object> { ["model"] = "lightthinker-tiny" };
        foreach (JsonProperty field in JsonSerializer.SerializeToElement(fields).EnumerateObject())
        {
            body[field.Name] = field.Value;
        }

        using var response = await shared.Server.Client.PostAsJsonAsync("v1/embeddings", body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer;
    }

    /// <summary>A server that embeds by the mean. Thread-safe once started.</summary>
    public sealed class EmbeddingServer : IAsyncLifetime
    {
        // Numbers in 16 bits would differ with what is computed beside them, by nearly as much as is tolerated here.
        internal RunningServer Server { get; } =
            new("--Embeddings:Pooling=mean", "--Engine:KvCacheType=f32", "--Engine:FlashAttention=off");

        public ValueTask InitializeAsync() => Server.InitializeAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
