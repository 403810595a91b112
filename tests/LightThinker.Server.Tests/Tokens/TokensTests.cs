using System.Net;
using System.Text;
using System.Text.Json;

namespace LightThinker.Server.Tests.Tokens;

public sealed class TokensTests
{
    private const string Hello = "\"messages\":[{\"role\":\"user\",\"content\":\"<think>\"}]";

    [Theory]
    [InlineData("""{"content":"Ab"}""", """{"count":2,"max_model_len":200,"tokens":[73,106]}""")]
    [InlineData("""{"prompt":"Ab","model":"test"}""", """{"count":2,"max_model_len":200,"tokens":[73,106]}""")]
    [InlineData("""{"content":"","add_special":true}""", """{"count":0,"max_model_len":200,"tokens":[]}""")]
    [InlineData(
        """{"content":"Aé","with_pieces":true,"parse_special":false}""",
        """{"count":3,"max_model_len":200,"tokens":[{"id":73,"piece":"A"},{"id":203,"piece":[195]},{"id":177,"piece":[169]}]}""")]
    [InlineData(
        """{"prompt":"Ab","return_token_strs":true}""",
        """{"count":2,"max_model_len":200,"tokens":[73,106],"token_strs":["A","b"]}""")]
    public async Task Tokenize_AText_ListsItsTokens(string body, string answer)
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal(answer, (await AnswerAsync(server, "/tokenize", body)).GetRawText());
    }

    [Fact]
    public async Task Tokenize_NamesOfControlTokens_AreTextInTextsAndMessages()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement text = await AnswerAsync(server, "/tokenize", """{"content":"<think>"}""");
        JsonElement chat = await AnswerAsync(server, "/tokenize", $$"""{{{Hello}}}""");

        Assert.Equal(7, text.GetProperty("count").GetInt32());
        int[] tokens = [.. chat.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32())];
        Assert.Equal(server.Model.Vocabulary["<|im_start|>"].Id, tokens[0]);
        Assert.DoesNotContain(server.Model.Vocabulary["<think>"].Id, tokens);
    }

    [Fact]
    public async Task Tokenize_AConversation_IsThePromptOfItsAnswer()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage answer = await server.ChatAsync($$"""{{{Hello}}}""");

        JsonElement tokens = await AnswerAsync(server, "/tokenize", $$"""{{{Hello}}}""");
        JsonElement text = await AnswerAsync(server, "/detokenize", $$"""{"tokens":{{tokens.GetProperty("tokens")}}}""");
        JsonElement prompt = await AnswerAsync(server, "/apply-template", $$"""{{{Hello}},"temperature":1}""");

        Assert.Equal(
            (await TestServer.ReadAsync(answer)).GetProperty("usage").GetProperty("prompt_tokens").GetInt32(),
            tokens.GetProperty("count").GetInt32());
        Assert.Equal("<|im_start|>user\n<think><|im_end|>\n<|im_start|>assistant\n", prompt.GetProperty("prompt").GetString());
        Assert.Equal(prompt.GetProperty("prompt").GetString(), text.GetProperty("content").GetString());
        Assert.Equal(prompt.GetProperty("prompt").GetString(), text.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task Prompts_OfAnyLength_AreRenderedAndCounted()
    {
        await using TestServer server = await TestServer.StartAsync();
        string messages = $$"""{"messages":[{"role":"user","content":"{{new string('x', 5000)}}"}],"add_generation_prompt":false}""";

        JsonElement tokens = await AnswerAsync(server, "/tokenize", messages);
        JsonElement prompt = await AnswerAsync(server, "/apply-template", messages);

        Assert.InRange(tokens.GetProperty("count").GetInt32(), 5000, 5010);
        Assert.EndsWith("x<|im_end|>\n", prompt.GetProperty("prompt").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tokenize", """{}""", "content")]
    [InlineData("/tokenize", """{"content":"a","prompt":"a"}""", "prompt")]
    [InlineData("/tokenize", """{"content":"a","messages":[]}""", "messages")]
    [InlineData("/tokenize", """{"messages":[]}""", "messages")]
    [InlineData("/tokenize", """{"content":1}""", "content")]
    [InlineData("/tokenize", """{"content":"a","parse_special":true}""", "parse_special")]
    [InlineData("/tokenize", """{"content":"a","add_special":true,"add_special_tokens":false}""", "add_special_tokens")]
    [InlineData("/tokenize", """{"messages":[{"role":"user","content":"a"}],"add_special":false}""", "add_special")]
    [InlineData("/tokenize", """{"content":"a","tools":[]}""", "tools")]
    [InlineData("/tokenize", """{"content":"a","chat_template_kwargs":{}}""", "chat_template_kwargs")]
    [InlineData("/tokenize", """{"content":"a","wobble":1}""", "wobble")]
    [InlineData("/tokenize", """{"content":"a","model":"other"}""", "model")]
    [InlineData("/detokenize", """{}""", "tokens")]
    [InlineData("/detokenize", """{"tokens":[1,264]}""", "tokens[1]")]
    [InlineData("/detokenize", """{"tokens":["a"]}""", "tokens[0]")]
    [InlineData("/detokenize", """{"tokens":[],"wobble":1}""", "wobble")]
    [InlineData("/apply-template", """{}""", "messages")]
    [InlineData("/apply-template", """{"messages":[{"role":"user","content":"a"}],"wobble":1}""", "wobble")]
    public async Task Request_WithAMistake_IsRefusedByName(string path, string body, string param)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await PostAsync(server, path, body);

        Assert.Equal(param == "model" ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(param, (await TestServer.ReadAsync(response)).GetProperty("error").GetProperty("param").GetString());
    }

    [Fact]
    public async Task Request_WhileTheModelLoads_CanBeRetried()
    {
        using var model = new ScriptedModelLoader();
        model.Hold();
        await using TestServer server = await TestServer.StartLoadingAsync(model);

        using HttpResponseMessage response = await PostAsync(server, "/tokenize", """{"content":"a"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private static async Task<JsonElement> AnswerAsync(TestServer server, string path, string body)
    {
        using HttpResponseMessage response = await PostAsync(server, path, body);
        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.GetRawText());
        return answer;
    }

    private static async Task<HttpResponseMessage> PostAsync(TestServer server, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await server.Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
