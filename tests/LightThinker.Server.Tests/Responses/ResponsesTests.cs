using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponsesTests
{
    [Fact]
    public async Task Response_Whole_HasTheProtocolsShape()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement response = await server.AnswerAsync();

        string id = ResponsesClient.Text(response, "id");
        JsonElement output = response.GetProperty("output");
        long now = server.Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Matches("^resp_[0-9a-f]{32}$", id);
        Assert.Matches("^rs_[0-9a-f]{32}$", ResponsesClient.Text(output[0], "id"));
        Assert.Matches("^msg_[0-9a-f]{32}$", ResponsesClient.Text(output[1], "id"));
        string expected =
            $$$"""{"id":"{{{id}}}","object":"response","created_at":{{{now}}},"status":"completed","completed_at":{{{now}}},"background":false,"error":null,"incomplete_details":null,"instructions":null,"max_output_tokens":null,"max_tool_calls":null,"model":"org/test","output":[{"type":"reasoning","id":"{{{ResponsesClient.Text(output[0], "id")}}}","status":"completed","summary":[],"content":[{"type":"reasoning_text","text":"Two.\n\nB"}]},{"type":"message","id":"{{{ResponsesClient.Text(output[1], "id")}}}","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hi!","annotations":[],"logprobs":[]}]}],"parallel_tool_calls":true,"previous_response_id":null,"prompt_cache_key":null,"reasoning":{"effort":null,"summary":null},"safety_identifier":null,"service_tier":"default","store":true,"temperature":0,"text":{"format":{"type":"text"},"verbosity":"medium"},"tool_choice":"auto","tools":[],"top_logprobs":0,"top_p":1,"truncation":"disabled","usage":{{{response.GetProperty("usage").GetRawText()}}},"metadata":{}}""";
        Assert.Equal(expected, response.GetRawText());
    }

    [Fact]
    public async Task Response_ItsUsage_AddsUp()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement usage = (await server.AnswerAsync()).GetProperty("usage");

        int input = usage.GetProperty("input_tokens").GetInt32();
        Assert.Equal("<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n".Length - 31, input);
        Assert.Equal(13, usage.GetProperty("output_tokens").GetInt32());
        Assert.Equal(input + 13, usage.GetProperty("total_tokens").GetInt32());
        Assert.Equal("""{"cached_tokens":0,"cache_write_tokens":0}""", usage.GetProperty("input_tokens_details").GetRawText());
        Assert.Equal("""{"reasoning_tokens":9}""", usage.GetProperty("output_tokens_details").GetRawText());
        Assert.Equal(2, usage.GetProperty("compression").GetProperty("compressions").GetInt32());
    }

    [Fact]
    public async Task Response_WhatItWasAskedWith_IsRepeated()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement response = await server.AnswerAsync(
            """{"model":"test","instructions":"Be kind.","max_output_tokens":99,"temperature":0.7,"top_p":0.9,"parallel_tool_calls":false,"tool_choice":"none","tools":[],"text":{"format":{"type":"text"}},"reasoning":{"summary":"auto"},"truncation":"disabled","metadata":{"k":"v"},"user":"u","safety_identifier":"s","prompt_cache_key":"p","service_tier":"flex","store":false,"max_tool_calls":3,"top_logprobs":2,"background":false}""");

        string Raw(string name) => response.GetProperty(name).GetRawText();
        Assert.Equal("\"org/test\"", Raw("model"));
        Assert.Equal("\"Be kind.\"", Raw("instructions"));
        Assert.Equal("99", Raw("max_output_tokens"));
        Assert.Equal("0.7", Raw("temperature"));
        Assert.Equal("0.9", Raw("top_p"));
        Assert.Equal("false", Raw("parallel_tool_calls"));
        Assert.Equal("\"none\"", Raw("tool_choice"));
        Assert.Equal("""{"effort":null,"summary":"auto"}""", Raw("reasoning"));
        Assert.Equal("""{"k":"v"}""", Raw("metadata"));
        Assert.Equal("\"u\"", Raw("user"));
        Assert.Equal("\"s\"", Raw("safety_identifier"));
        Assert.Equal("\"p\"", Raw("prompt_cache_key"));
        Assert.Equal("\"default\"", Raw("service_tier"));
        Assert.Equal("false", Raw("store"));
        Assert.Equal("3", Raw("max_tool_calls"));
        Assert.Equal("2", Raw("top_logprobs"));
    }

    [Theory]
    [InlineData(3, "Tw", null)]
    [InlineData(11, "Two.\n\nB", "Hi")]
    public async Task Response_AtItsLimit_IsIncompleteFromTheLastItemOn(int limit, string reasoning, string? text)
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement response = await server.AnswerAsync($$"""{"max_output_tokens":{{limit}}}""");

        JsonElement[] output = [.. response.GetProperty("output").EnumerateArray()];
        Assert.Equal("incomplete", ResponsesClient.Text(response, "status"));
        Assert.Equal("""{"reason":"max_output_tokens"}""", response.GetProperty("incomplete_details").GetRawText());
        Assert.Equal(JsonValueKind.Null, response.GetProperty("completed_at").ValueKind);
        Assert.Equal(reasoning, ResponsesClient.Text(output[0].GetProperty("content")[0], "text"));
        Assert.Equal(text is null ? 1 : 2, output.Length);
        Assert.Equal("incomplete", ResponsesClient.Text(output[^1], "status"));
        Assert.All(output[..^1], item => Assert.Equal("completed", ResponsesClient.Text(item, "status")));
        Assert.Equal(text ?? "", ResponsesClient.OutputText(response));
    }

    [Fact]
    public async Task Response_OfAModelThatSaysNothing_IsAMessageWithoutText()
    {
        await using TestServer server = await TestServer.StartAsync(new ScriptedModelLoader { Script = ["<|im_end|>"] });

        JsonElement whole = await server.AnswerAsync();
        JsonElement streamed = (await server.StreamAsync())[^1].GetProperty("response");

        foreach (JsonElement response in (JsonElement[])[whole, streamed])
        {
            JsonElement item = Assert.Single(response.GetProperty("output").EnumerateArray());
            Assert.Equal("message", ResponsesClient.Text(item, "type"));
            Assert.Equal("", ResponsesClient.OutputText(response));
        }
    }

    [Theory]
    [InlineData("""{"input":[{"role":"user","content":"Hello"}]}""")]
    [InlineData("""{"input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"}]}]}""")]
    [InlineData("""{"input":[{"type":"message","role":"developer","content":"Be kind."},{"role":"user","content":"Hello"}],"instructions":"x"}""")]
    [InlineData("""{"input":[{"role":"user","content":"1"},{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"s"}]},{"type":"message","id":"msg_1","role":"assistant","status":"completed","phase":null,"content":[{"type":"output_text","text":"2","annotations":[],"logprobs":[]}]},{"role":"user","content":"3"}]}""")]
    [InlineData("""{"include":["reasoning.encrypted_content","web_search_call.action.sources"],"reasoning":{"summary":"detailed"},"text":{"verbosity":"medium","format":{"type":"text"}}}""")]
    [InlineData("""{"tools":null,"tool_choice":"auto","stream":false,"stream_options":null,"metadata":null,"conversation":null,"prompt":null,"background":null,"truncation":null,"moderation":null,"previous_response_id":null}""")]
    [InlineData("""{"prompt_cache_retention":"24h","prompt_cache_options":{"mode":"implicit"},"service_tier":"auto"}""")]
    [InlineData("""{"top_k":1,"min_p":0.1,"seed":7,"repeat_penalty":1,"stop":["x"],"presence_penalty":0,"logit_bias":{"200":-100},"compression":"none","chat_template_kwargs":{"enable_thinking":false}}""")]
    public async Task Response_WithServedOrHarmlessFields_IsWritten(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal("Hi!", ResponsesClient.OutputText(await server.AnswerAsync(fields)));
    }

    [Fact]
    public async Task Response_WithChatExtensions_HeedsThem()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement response = await server.AnswerAsync("""{"compression":"none","stop":"!"}""");

        Assert.Equal("none", ResponsesClient.Text(response.GetProperty("usage").GetProperty("compression"), "method"));
        Assert.Equal("Hi", ResponsesClient.OutputText(response));
    }

    [Fact]
    public async Task Response_WithSealedReasoning_CanBeSentBackWithoutItsText()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement response = await server.AnswerAsync("""{"include":["reasoning.encrypted_content"],"store":false}""");
        string seal = ResponsesClient.Text(response.GetProperty("output")[0], "encrypted_content");

        using HttpResponseMessage back = await server.RespondAsync(
            $$"""{"input":[{"role":"user","content":"Hello"},{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"{{seal}}"},{"role":"user","content":"!"}]}""");

        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    [Fact]
    public async Task Response_WithTruncation_KeepsAsManyOfTheLastTurnsAsFit()
    {
        await using TestServer server = await TestServer.StartAsync();
        const string last = """{"role":"user","content":"Five"}""";
        string[] turns = [.. Enumerable.Range(0, 9).Select(_ => $$"""{"role":"user","content":"{{new string('x', 30)}}"},{"role":"assistant","content":"Yes"}""")];

        JsonElement truncated = await server.AnswerAsync(
            $$"""{"truncation":"auto","instructions":"Be kind.","max_output_tokens":1,"input":[{{string.Join(',', turns)}},{{last}}]}""");
        using HttpResponseMessage count = await server.PostToAsync(
            "/v1/responses/input_tokens",
            $$"""{"instructions":"Be kind.","input":[{{turns[0]}},{{turns[0]}},{{last}}]}""");
        using HttpResponseMessage more = await server.PostToAsync(
            "/v1/responses",
            $$"""{"model":"org/test","instructions":"Be kind.","input":[{{turns[0]}},{{turns[0]}},{{turns[0]}},{{last}}]}""");

        Assert.Equal("auto", ResponsesClient.Text(truncated, "truncation"));
        Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
        Assert.Equal(
            (await TestServer.ReadAsync(count)).GetProperty("input_tokens").GetInt32(),
            truncated.GetProperty("usage").GetProperty("input_tokens").GetInt32());
    }

    [Theory]
    [InlineData("disabled", 2000, 2100)]
    [InlineData("auto", 2000, 2100)]
    public async Task InputTokens_OfAPromptThatIsTooLong_AreCountedAllTheSame(string truncation, int least, int most)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage count = await server.PostToAsync(
            "/v1/responses/input_tokens",
            $$"""{"truncation":"{{truncation}}","input":"{{new string('x', 2000)}}"}""");

        Assert.InRange((await TestServer.ReadAsync(count)).GetProperty("input_tokens").GetInt32(), least, most);
    }

    [Fact]
    public async Task InputTokens_OfARequest_AreThoseOfItsResponse()
    {
        await using TestServer server = await TestServer.StartAsync();
        const string fields = """{"instructions":"Be kind.","input":[{"role":"user","content":"Hello"}]}""";
        JsonElement response = await server.AnswerAsync(fields);

        using HttpResponseMessage count = await server.PostToAsync("/v1/responses/input_tokens", fields);

        Assert.Equal(
            $$"""{"object":"response.input_tokens","input_tokens":{{response.GetProperty("usage").GetProperty("input_tokens").GetRawText()}}}""",
            (await TestServer.ReadAsync(count)).GetRawText());
    }
}
