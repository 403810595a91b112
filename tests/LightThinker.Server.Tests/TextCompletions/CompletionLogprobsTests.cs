using System.Text.Json;
using static LightThinker.Server.Tests.TextCompletions.CompletionClient;

namespace LightThinker.Server.Tests.TextCompletions;

public sealed class CompletionLogprobsTests
{
    // The script's token has logit 1 and the 263 others 0.
    private static readonly double Likeliest = 1 - Math.Log(Math.E + 263);
    private static readonly double Unlikely = Likeliest - 1;

    [Fact]
    public async Task Logprobs_OfAText_AreArraysOfOneLength()
    {
        JsonElement logprobs = await LogprobsAsync("""{"logprobs":2}""");

        Assert.Equal(["H", "i", "!"], Strings(logprobs, "tokens"));
        Assert.All(Numbers(logprobs), logprob => Assert.Equal(Likeliest, logprob!.Value, 1e-4));
        Assert.Equal([0, 1, 2], Offsets(logprobs));
        Assert.All(logprobs.GetProperty("top_logprobs").EnumerateArray(), top => Assert.Equal(2, top.EnumerateObject().Count()));
    }

    [Fact]
    public async Task Logprobs_OfTokensThatAreNotAmongTheLikeliest_AreListedToo()
    {
        JsonElement logprobs = await LogprobsAsync("""{"logprobs":1,"grammar":"root ::= \"Zz\""}""");

        JsonElement top = logprobs.GetProperty("top_logprobs")[0];
        Assert.Equal(Likeliest, top.GetProperty("H").GetDouble(), 1e-4);
        Assert.Equal(Unlikely, top.GetProperty("Z").GetDouble(), 1e-4);
    }

    [Fact]
    public async Task Logprobs_OfBytes_AreNamedAndPlacedByTheirCharacter()
    {
        // Of "é" the model writes two tokens of a byte each.
        JsonElement logprobs = await LogprobsAsync("""{"logprobs":0,"grammar":"root ::= \"aéb\""}""");

        Assert.Equal(["a", "bytes:\\xc3", "bytes:\\xa9", "b"], Strings(logprobs, "tokens"));
        Assert.Equal([0, 1, 1, 2], Offsets(logprobs));
    }

    [Fact]
    public async Task Logprobs_OfSplitsAndDelimiters_ArePlacedWhereTheTextIs()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement answer = await server.AnswerAsync("""{"logprobs":0}""");

        JsonElement logprobs = Choices(answer, "logprobs")[0];
        Assert.Equal(
            ["<think>", "T", "w", "o", ".", "<|splitter|>", "B", "<|splitter|>", "</think>", "H", "i", "!"],
            Strings(logprobs, "tokens"));
        Assert.Equal([0, 0, 1, 2, 3, 4, 6, 7, 9, 9, 10, 11], Offsets(logprobs));
    }

    // The script goes on with each row that is asked for, those of the prompt included.
    [Theory]
    [InlineData(16, new[] { "A", "b", "i", "!" })]
    [InlineData(0, new[] { "A", "b" })]
    public async Task Echo_WithLogprobs_ListsThePromptsTokensToo(int maxTokens, string[] tokens)
    {
        JsonElement logprobs = await LogprobsAsync($$"""{"echo":true,"logprobs":1,"max_tokens":{{maxTokens}}}""");

        Assert.Equal(tokens, Strings(logprobs, "tokens"));
        Assert.Null(Numbers(logprobs)[0]);
        Assert.Equal(Unlikely, Numbers(logprobs)[1]!.Value, 1e-4);
        Assert.Equal(JsonValueKind.Null, logprobs.GetProperty("top_logprobs")[0].ValueKind);
        Assert.Equal(Enumerable.Range(0, tokens.Length), Offsets(logprobs));
    }

    [Fact]
    public async Task Echo_WithoutTokensToWrite_IsThePrompt()
    {
        await using TestServer server = await TestServer.StartAsync(CompletionTests.Writes("Hi!"));

        JsonElement answer = await server.AnswerAsync("""{"prompt":[[105],[72,74]],"echo":true,"max_tokens":0,"n":2}""");

        Assert.Equal(["a", "a", "@B", "@B"], Texts(answer));
        Assert.All(Choices(answer, "finish_reason"), reason => Assert.Equal("length", reason.GetString()));
        Assert.Equal(0, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Echo_OfALongPrompt_ReportsEveryTokenToEveryChoice()
    {
        string prompt = string.Concat(Enumerable.Range(0, 150).Select(i => (char)('a' + (i % 26))));
        await using TestServer server = await TestServer.StartAsync(new ScriptedModelLoader { Script = ["x"] });

        JsonElement answer = await server.AnswerAsync(
            $$"""{"prompt":["q","{{prompt}}"],"echo":true,"logprobs":0,"n":2,"max_tokens":3}""");

        JsonElement[] logprobs = Choices(answer, "logprobs");
        Assert.Equal([4, 4, 153, 153], logprobs.Select(item => Strings(item, "tokens").Length));
        Assert.Equal(prompt + "xxx", string.Concat(Strings(logprobs[3], "tokens")));
    }

    private static async Task<JsonElement> LogprobsAsync(string fields)
    {
        await using TestServer server = await TestServer.StartAsync(CompletionTests.Writes("Hi!"));
        return Choices(await server.AnswerAsync(fields), "logprobs")[0];
    }

    private static string?[] Strings(JsonElement logprobs, string name) =>
        [.. logprobs.GetProperty(name).EnumerateArray().Select(item => item.GetString())];

    private static double?[] Numbers(JsonElement logprobs) =>
        [.. logprobs.GetProperty("token_logprobs").EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? (double?)null : item.GetDouble())];

    private static int[] Offsets(JsonElement logprobs) =>
        [.. logprobs.GetProperty("text_offset").EnumerateArray().Select(item => item.GetInt32())];
}
