using System.Text.Json;
using static LightThinker.Server.Tests.TextCompletions.CompletionClient;

namespace LightThinker.Server.Tests.TextCompletions;

public sealed class CompletionTests
{
    [Fact]
    public async Task Completion_OfAText_HasTheProtocolsShape()
    {
        await using TestServer server = await TestServer.StartAsync(Writes("Hi!"));

        JsonElement answer = await server.AnswerAsync("{}");

        Assert.StartsWith("cmpl-", answer.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("text_completion", answer.GetProperty("object").GetString());
        Assert.Equal("org/test", answer.GetProperty("model").GetString());
        JsonElement choice = Assert.Single(answer.GetProperty("choices").EnumerateArray());
        Assert.Equal("Hi!", choice.GetProperty("text").GetString());
        Assert.Equal(0, choice.GetProperty("index").GetInt32());
        Assert.Equal(JsonValueKind.Null, choice.GetProperty("logprobs").ValueKind);
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        JsonElement usage = answer.GetProperty("usage");
        Assert.Equal(2, usage.GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(4, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(6, usage.GetProperty("total_tokens").GetInt32());
    }

    [Fact]
    public async Task Completion_WithoutALimit_EndsAfter16Tokens()
    {
        await using TestServer server = await TestServer.StartAsync(new ScriptedModelLoader { Script = ["x"] });

        JsonElement answer = await server.AnswerAsync("{}");

        Assert.Equal([new string('x', 16)], Texts(answer));
        Assert.Equal("length", Choices(answer, "finish_reason")[0].GetString());
    }

    [Theory]
    [InlineData("none", "Two.\n\nB\n\nHi!")]
    [InlineData("lightthinker", "Two.\n\nB\n\nHi!")]
    public async Task Completion_OfAModelThatReasons_IsAllThatItWrote(string method, string text)
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement answer = await server.AnswerAsync($$"""{"compression":"{{method}}"}""");

        Assert.Equal([text], Texts(answer));
        Assert.Equal(
            method == "none" ? 0 : 2,
            answer.GetProperty("usage").GetProperty("compression").GetProperty("compressions").GetInt32());
    }

    [Fact]
    public async Task Completion_UnderAStopStringInTheReasoning_EndsThere()
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal(["T"], Texts(await server.AnswerAsync("""{"stop":"wo"}""")));
    }

    [Theory]
    [InlineData("\"<|im_start|>\"", 12)]
    [InlineData("[0,73,74]", 3)]
    [InlineData("[[0,73],[74]]", 3)]
    [InlineData("[\"ab\",\"c\"]", 3)]
    public async Task Prompt_InEveryForm_IsReadAsItIs(string prompt, int tokens)
    {
        await using TestServer server = await TestServer.StartAsync(Writes("Hi!"));

        JsonElement answer = await server.AnswerAsync($$"""{"prompt":{{prompt}}}""");

        Assert.Equal(tokens, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
        Assert.All(Texts(answer), text => Assert.Equal("Hi!", text));
    }

    [Fact]
    public async Task Prompts_WithSeveralAnswersEach_AreNumberedThrough()
    {
        await using TestServer server = await TestServer.StartAsync(Writes("Hi!"));

        JsonElement answer = await server.AnswerAsync("""{"prompt":["a","bc"],"n":2,"echo":true}""");

        Assert.Equal(["aHi!", "aHi!", "bcHi!", "bcHi!"], Texts(answer));
        Assert.Equal([0, 1, 2, 3], Choices(answer, "index").Select(index => index.GetInt32()));
        Assert.Equal(3, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(16, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Prompts_WithOneSeed_DrawDifferentTexts()
    {
        await using TestServer server = await TestServer.StartAsync(Writes("Hi!"));
        const string fields = """{"prompt":["a","a"],"n":2,"temperature":2,"seed":5,"ignore_eos":true}""";

        string?[] texts = Texts(await server.AnswerAsync(fields));

        Assert.Equal(4, texts.Distinct().Count());
        Assert.Equal(texts, Texts(await server.AnswerAsync(fields)));
    }

    [Fact]
    public async Task BestOf_SeveralTexts_SendsTheLikeliestFirst()
    {
        await using TestServer server = await TestServer.StartAsync(Writes("Hi!"));
        const string drawing = "\"temperature\":1,\"seed\":3,\"max_tokens\":3,\"logprobs\":0,\"ignore_eos\":true";

        JsonElement all = await server.AnswerAsync($$"""{"n":6,{{drawing}}}""");
        JsonElement best = await server.AnswerAsync($$"""{"n":2,"best_of":6,{{drawing}}}""");

        string?[] expected =
        [
            .. all.GetProperty("choices").EnumerateArray()
                .OrderByDescending(choice => choice.GetProperty("logprobs").GetProperty("token_logprobs").EnumerateArray().Average(x => x.GetDouble()))
                .Take(2)
                .Select(choice => choice.GetProperty("text").GetString()),
        ];
        Assert.Equal(expected, Texts(best));
        Assert.Equal([0, 1], Choices(best, "index").Select(index => index.GetInt32()));
        Assert.Equal(18, best.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Suffix_OfAModelThatFillsIn_IsPutBetweenItsTokens()
    {
        var model = new ScriptedModelLoader
        {
            Script = ["H", "<|im_end|>"],
            Metadata = new Dictionary<string, string>
            {
                ["general.sampling.temp"] = "0",
                ["tokenizer.ggml.fim_pre_token_id"] = "2",
                ["tokenizer.ggml.fim_suf_token_id"] = "3",
                ["tokenizer.ggml.fim_mid_token_id"] = "4",
            },
        };
        await using TestServer server = await TestServer.StartAsync(model);

        JsonElement answer = await server.AnswerAsync("""{"prompt":"ab","suffix":"c"}""");

        Assert.Equal(["H"], Texts(answer));
        Assert.Equal(6, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Fact]
    public async Task Grammar_OfATextCompletion_HoldsForAllOfIt()
    {
        await using TestServer server = await TestServer.StartAsync(Writes("Hi!"));

        Assert.Equal(["Zz"], Texts(await server.AnswerAsync("""{"grammar":"root ::= \"Zz\""}""")));
    }

    internal static ScriptedModelLoader Writes(string text) =>
        new() { Script = [.. text.Select(character => character.ToString()), "<|im_end|>"] };
}
