using System.Text.Json;

namespace LightThinker.Server.Tests.TextCompletions;

public sealed class CompletionStreamTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"echo":true}""")]
    [InlineData("""{"echo":true,"logprobs":1}""")]
    [InlineData("""{"echo":true,"logprobs":0,"max_tokens":0}""")]
    [InlineData("""{"logprobs":2,"return_token_ids":true}""")]
    [InlineData("""{"prompt":["a","bc","d"],"n":2,"echo":true,"logprobs":1}""")]
    [InlineData("""{"compression":"lightthinker","logprobs":1}""")]
    public async Task Stream_OfAnyRequest_AddsUpToTheWholeAnswer(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement whole = await server.AnswerAsync(fields);

        JsonElement[] events = await StreamAsync(server, fields);

        JsonElement[] pieces = [.. events.Select(item => Assert.Single(item.GetProperty("choices").EnumerateArray()))];
        foreach (JsonElement choice in whole.GetProperty("choices").EnumerateArray())
        {
            JsonElement[] own = [.. pieces.Where(piece => piece.GetProperty("index").GetInt32() == choice.GetProperty("index").GetInt32())];
            Assert.Equal(choice.GetProperty("text").GetString(), string.Concat(own.Select(piece => piece.GetProperty("text").GetString())));
            Assert.Equal(
                [.. Enumerable.Repeat<string?>(null, own.Length - 1), choice.GetProperty("finish_reason").GetString()],
                own.Select(piece => piece.GetProperty("finish_reason").GetString()));
            foreach (string name in (string[])["tokens", "token_logprobs", "top_logprobs", "text_offset"])
            {
                Assert.Equal(Listed(choice, name), own.SelectMany(piece => Listed(piece, name)));
            }

            Assert.Equal(Ids(choice), own.SelectMany(Ids));
        }

        Assert.Single(events.Select(item => item.GetProperty("id").GetString()).Distinct());
        Assert.All(events, item => Assert.Equal("text_completion", item.GetProperty("object").GetString()));
        Assert.All(events, item => Assert.False(item.TryGetProperty("usage", out _)));
    }

    [Fact]
    public async Task Stream_WithUsage_EndsWithIt()
    {
        await using TestServer server = await TestServer.StartAsync(CompletionTests.Writes("Hi!"));

        JsonElement[] events = await StreamAsync(server, """{"prompt":["a","bc"],"stream_options":{"include_usage":true}}""");

        Assert.All(events[..^1], item => Assert.Equal(JsonValueKind.Null, item.GetProperty("usage").ValueKind));
        Assert.Empty(events[^1].GetProperty("choices").EnumerateArray());
        JsonElement usage = events[^1].GetProperty("usage");
        Assert.Equal(3, usage.GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(8, usage.GetProperty("completion_tokens").GetInt32());
    }

    private static async Task<JsonElement[]> StreamAsync(TestServer server, string fields)
    {
        using HttpResponseMessage response = await server.CompleteAsync($$"""{"stream":true,{{fields[1..]}}""".Replace(",}", "}", StringComparison.Ordinal));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        IReadOnlyList<string> events = await SseReader.ReadAsync(response);
        Assert.Equal("[DONE]", events[^1]);
        return [.. events.SkipLast(1).Select(SseReader.Json)];
    }

    private static IEnumerable<string> Listed(JsonElement choice, string name) =>
        choice.GetProperty("logprobs") is { ValueKind: JsonValueKind.Object } logprobs
            ? logprobs.GetProperty(name).EnumerateArray().Select(item => item.GetRawText())
            : [];

    private static IEnumerable<int> Ids(JsonElement choice) =>
        choice.TryGetProperty("token_ids", out JsonElement ids) ? ids.EnumerateArray().Select(id => id.GetInt32()) : [];
}
