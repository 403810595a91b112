using System.Text.Json;

namespace LightThinker.Server.Tests.ChatCompletions;

public sealed class TokenReportTests
{
    // The script's token has logit 1 and the 263 others 0.
    private static readonly double Likeliest = 1 - Math.Log(Math.E + 263);

    [Fact]
    public async Task Logprobs_OfAnAnswer_ListTheTokensOfItsContent()
    {
        JsonElement choice = await AskAsync("""{"logprobs":true,"top_logprobs":2}""");

        JsonElement[] entries = [.. choice.GetProperty("logprobs").GetProperty("content").EnumerateArray()];
        Assert.Equal(["H", "i", "!"], entries.Select(entry => entry.GetProperty("token").GetString()));
        Assert.Equal(JsonValueKind.Null, choice.GetProperty("logprobs").GetProperty("refusal").ValueKind);
        Assert.All(entries, entry =>
        {
            Assert.Equal(entry.GetProperty("token").GetString()![0], (char)entry.GetProperty("bytes")[0].GetInt32());
            Assert.Equal(Likeliest, entry.GetProperty("logprob").GetDouble(), 1e-4);
            JsonElement[] top = [.. entry.GetProperty("top_logprobs").EnumerateArray()];
            Assert.Equal(2, top.Length);
            Assert.Equal(entry.GetProperty("token").GetString(), top[0].GetProperty("token").GetString());
            Assert.Equal(Likeliest - 1, top[1].GetProperty("logprob").GetDouble(), 1e-4);
        });
    }

    [Fact]
    public async Task Logprobs_UnderAGrammarABiasAndATemperature_AreThoseOfTheRawLogits()
    {
        JsonElement choice = await AskAsync(
            """{"logprobs":true,"grammar":"root ::= \"Zz\"","temperature":2,"logit_bias":{"98":100},"seed":1,"compression":"none"}""");

        JsonElement[] entries = [.. choice.GetProperty("logprobs").GetProperty("content").EnumerateArray()];
        Assert.Equal(["Z", "z"], entries.Select(entry => entry.GetProperty("token").GetString()));
        Assert.All(entries, entry => Assert.Equal(Likeliest - 1, entry.GetProperty("logprob").GetDouble(), 1e-4));
    }

    [Fact]
    public async Task Logprobs_InAStream_AreThoseOfTheWholeAnswer()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync("""{"logprobs":true,"return_token_ids":true,"stream":true}""");
        IReadOnlyList<string> events = await SseReader.ReadAsync(response);
        JsonElement[] choices = [.. events.SkipLast(1).Select(data => SseReader.Json(data).GetProperty("choices")[0])];

        Assert.Equal(
            "Hi!",
            string.Concat(choices.Select(choice => choice.GetProperty("logprobs"))
                .Where(logprobs => logprobs.ValueKind == JsonValueKind.Object)
                .SelectMany(logprobs => logprobs.GetProperty("content").EnumerateArray())
                .Select(entry => entry.GetProperty("token").GetString())));
        Assert.Equal(
            12,
            choices.Where(choice => choice.TryGetProperty("token_ids", out _)).Sum(choice => choice.GetProperty("token_ids").GetArrayLength()));
    }

    [Fact]
    public async Task Logprobs_NotAskedFor_AreNull()
    {
        JsonElement choice = await AskAsync("{}");

        Assert.Equal(JsonValueKind.Null, choice.GetProperty("logprobs").ValueKind);
        Assert.False(choice.TryGetProperty("token_ids", out _));
    }

    [Fact]
    public async Task TokenIds_AskedFor_AreThoseOfAllSampledTokens()
    {
        JsonElement choice = await AskAsync("""{"return_tokens":true}""");

        Assert.Equal(JsonValueKind.Null, choice.GetProperty("logprobs").ValueKind);
        int[] ids = [.. choice.GetProperty("token_ids").EnumerateArray().Select(id => id.GetInt32())];

        // <think>, "Two.", split, "B", split, </think>, "Hi!"; control tokens come first in the vocabulary, then the bytes.
        Assert.Equal([2, 'T' + 8, 'w' + 8, 'o' + 8, '.' + 8, 4, 'B' + 8, 4, 3, 'H' + 8, 'i' + 8, '!' + 8], ids);
    }

    [Fact]
    public async Task Timings_OfAnAnswer_CountItsTokens()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await server.ChatAsync("""{"n":2}""");

        JsonElement answer = await TestServer.ReadAsync(response);

        Assert.Equal(26, answer.GetProperty("timings").GetProperty("predicted_n").GetInt32());
        Assert.Equal(
            answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32(),
            answer.GetProperty("timings").GetProperty("prompt_n").GetInt32());
    }

    private static async Task<JsonElement> AskAsync(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await server.ChatAsync(fields);
        return (await TestServer.ReadAsync(response)).GetProperty("choices")[0];
    }
}
