using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>An answer to a chat request, each part of which was checked against the public schema. Immutable.</summary>
/// <param name="Choices">By index.</param>
/// <param name="Usage">Null where a stream was not asked for it.</param>
internal sealed record ChatAnswer(IReadOnlyList<ChoiceText> Choices, JsonElement? Usage)
{
    private const string Prefix = "data: ";

    /// <summary>Asks for a whole answer.</summary>
    public static async Task<ChatAnswer> AskAsync(RunningServer server, Dictionary<string, JsonElement> body)
    {
        using HttpResponseMessage response = await PostAsync(server, body);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        ChatSchema.Completion(answer, "answer");
        JsonElement[] choices = [.. answer.GetProperty("choices").EnumerateArray()];
        Assert.Equal(Enumerable.Range(0, choices.Length), choices.Select(choice => choice.GetProperty("index").GetInt32()));
        return new ChatAnswer([.. choices.Select(ChoiceText.OfWhole)], answer.GetProperty("usage"));
    }

    /// <summary>Asks for a stream.</summary>
    public static async Task<ChatAnswer> StreamAsync(RunningServer server, Dictionary<string, JsonElement> body, bool withUsage)
    {
        var fields = new Dictionary<string, JsonElement>(body) { ["stream"] = JsonSerializer.SerializeToElement(true) };
        if (withUsage)
        {
            fields["stream_options"] = JsonSerializer.SerializeToElement(new { include_usage = true });
        }

        using HttpResponseMessage response = await PostAsync(server, fields);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        string[] events = [.. text[..^2].Split("\n\n").Where(item => !item.StartsWith(':'))];
        Assert.All(events, item => Assert.StartsWith(Prefix, item, StringComparison.Ordinal));
        Assert.Equal($"{Prefix}[DONE]", events[^1]);
        return Join([.. events.SkipLast(1).Select(item => JsonDocument.Parse(item[Prefix.Length..]).RootElement)], withUsage);
    }

    private static ChatAnswer Join(JsonElement[] chunks, bool withUsage)
    {
        Assert.All(chunks, chunk => (withUsage ? ChatSchema.UsageChunk : ChatSchema.Chunk)(chunk, "chunk"));
        Assert.Single(chunks.Select(chunk => (Text(chunk, "id"), chunk.GetProperty("created").GetInt64(), Text(chunk, "system_fingerprint"))).Distinct());
        JsonElement? usage = null;
        if (withUsage)
        {
            usage = chunks[^1].GetProperty("usage");
            Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
            chunks = chunks[..^1];
            Assert.All(chunks, chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
        }

        var texts = new SortedDictionary<int, ChoiceText>();
        foreach (JsonElement chunk in chunks)
        {
            JsonElement choice = Assert.Single(chunk.GetProperty("choices").EnumerateArray());
            int index = choice.GetProperty("index").GetInt32();
            bool isFirst = texts.TryAdd(index, new ChoiceText());
            Assert.Equal(isFirst, choice.GetProperty("delta").TryGetProperty("role", out _));
            texts[index].Add(choice);
        }

        Assert.Equal(Enumerable.Range(0, texts.Count), texts.Keys);
        Assert.All(texts.Values, choice => Assert.NotNull(choice.FinishReason));
        return new ChatAnswer([.. texts.Values], usage);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningServer server, Dictionary<string, JsonElement> body)
    {
        HttpResponseMessage response = await server.Client.PostAsJsonAsync(
            "v1/chat/completions", body, TestContext.Current.CancellationToken);
        Assert.True(
            response.StatusCode == HttpStatusCode.OK,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return response;
    }

    private static string Text(JsonElement chunk, string name) => chunk.GetProperty(name).GetString()!;
}
