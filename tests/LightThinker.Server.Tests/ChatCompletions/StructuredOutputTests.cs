using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.ChatCompletions;

public sealed class StructuredOutputTests
{
    private static readonly string[] Answer =
        ["<think>", "h", "m", "</think>", .. "Sure {\"a\": 1} ok".Select(letter => letter.ToString()), "<|im_end|>"];

    [Fact]
    public async Task JsonObject_OfATalkativeModel_IsJsonAlone()
    {
        JsonElement message = await AskAsync("""{"response_format":{"type":"json_object"},"compression":"none"}""");

        Assert.Equal("hm", message.GetProperty("reasoning_content").GetString());
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(message.GetProperty("content").GetString()!).RootElement.ValueKind);
    }

    [Fact]
    public async Task JsonSchema_HoldsTheAnswerToIt()
    {
        JsonElement message = await AskAsync(
            """
            {"response_format":{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":
            {"type":"object","properties":{"b":{"enum":["x","y"]}},"required":["b"],"additionalProperties":false}}},"compression":"none"}
            """);

        string letter = JsonDocument.Parse(message.GetProperty("content").GetString()!).RootElement.GetProperty("b").GetString()!;
        Assert.Contains(letter, (string[])["x", "y"]);
    }

    [Theory]
    [InlineData("root ::= \"S\" \"u\" [a-z]{2}", "Sure")]
    [InlineData("root ::= \"yes\" | \"no\"", "no")]
    public async Task Grammar_HoldsTheAnswerToIt(string grammar, string content)
    {
        JsonElement message = await AskAsync(JsonSerializer.Serialize(new { grammar, compression = "none" }));

        Assert.Equal(content, message.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Grammar_WithoutATokenForIt_IsTheClientsMistake()
    {
        await using TestServer server = await TestServer.StartAsync(new ScriptedModelLoader { Script = Answer });
        string bans = JsonSerializer.Serialize(Enumerable.Range(8, 256).ToDictionary(id => $"{id}", _ => -100));

        using HttpResponseMessage response = await server.ChatAsync(
            $$"""{"grammar":"root ::= \"S\"","compression":"none","logit_bias":{{bans}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal("grammar_stuck", error.GetProperty("code").GetString());
    }

    private static async Task<JsonElement> AskAsync(string fields)
    {
        await using TestServer server = await TestServer.StartAsync(new ScriptedModelLoader { Script = Answer });
        using HttpResponseMessage response = await server.ChatAsync(fields);
        JsonElement body = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, body.ToString());
        Assert.Equal("stop", body.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        return body.GetProperty("choices")[0].GetProperty("message");
    }
}
