using System.Text.Json;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponseControlTests
{
    private const string Schema =
        """{"type":"object","properties":{"b":{"enum":["x","y"]}},"required":["b"],"additionalProperties":false}""";

    private static readonly string[] Talk =
        ["<think>", "h", "m", "</think>", .. "Sure {\"a\": 1} ok".Select(letter => letter.ToString()), "<|im_end|>"];

    [Fact]
    public async Task Schema_OfATextFormat_HoldsTheTextToIt()
    {
        string format = $$"""{"type":"json_schema","name":"a","strict":true,"schema":{{Schema}}}""";
        await using TestServer server = await TestServer.StartAsync(new ScriptedModelLoader { Script = Talk });

        JsonElement response = await server.AnswerAsync($$"""{"compression":"none","text":{"format":{{format}} } }""");

        JsonElement text = JsonElement.Parse(ResponsesClient.OutputText(response));
        Assert.Contains(ResponsesClient.Text(text, "b"), (string[])["x", "y"]);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(format), response.GetProperty("text").GetProperty("format")));
        Assert.Equal("hm", ResponsesClient.Text(response.GetProperty("output")[0].GetProperty("content")[0], "text"));
    }

    [Fact]
    public async Task JsonObject_OfATalkativeModel_IsJsonAlone()
    {
        await using TestServer server = await TestServer.StartAsync(new ScriptedModelLoader { Script = Talk });

        JsonElement response = await server.AnswerAsync("""{"compression":"none","text":{"format":{"type":"json_object"}}}""");

        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(ResponsesClient.OutputText(response)).ValueKind);
    }

    [Fact]
    public async Task Effort_None_ClosesTheReasoningAtOnce_AndTellsTheTemplate()
    {
        await using TestServer server = await TestServer.StartAsync(new ScriptedModelLoader
        {
            Script = ["<think>", "a", "b", "\n", "c"],
            Template = ScriptedModelLoader.ChatTemplate + "{% if enable_thinking is false %}{{ reasoning_effort }}{% endif %}",
        });

        JsonElement none = await server.AnswerAsync("""{"max_output_tokens":40,"reasoning":{"effort":"none"}}""");
        JsonElement high = await server.AnswerAsync("""{"max_output_tokens":40,"reasoning":{"effort":"high"}}""");

        Assert.NotEqual("", ResponsesClient.OutputText(none));
        Assert.Equal("", ResponsesClient.OutputText(high));
        Assert.Equal("none", ResponsesClient.Text(none.GetProperty("reasoning"), "effort"));
        Assert.Equal("none".Length, InputTokens(none) - InputTokens(high));
    }

    [Fact]
    public async Task Budget_OfThinking_IsAnExtension()
    {
        await using TestServer server = await TestServer.StartAsync(
            new ScriptedModelLoader { Script = ["<think>", "a", "b", "\n", "c"] },
            "--Reasoning:BudgetText=Enough.");

        JsonElement response = await server.AnswerAsync("""{"max_output_tokens":40,"thinking_budget_tokens":2}""");

        Assert.Equal(
            "ab\n\n\nEnough.",
            ResponsesClient.Text(response.GetProperty("output")[0].GetProperty("content")[0], "text"));
    }

    private static int InputTokens(JsonElement response) =>
        response.GetProperty("usage").GetProperty("input_tokens").GetInt32();
}
