using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessageControlTests
{
    private const string Switch =
        "{% if enable_thinking is defined and thinking == enable_thinking %}{{ 'yes' if thinking else 'never' }}{% endif %}";

    private static readonly string[] Endless = ["<think>", "a", "b", "\n", "c"];

    [Fact]
    public async Task Thinking_WithABudget_IsClosedWhenItIsUsedUp()
    {
        await using TestServer server = await StartAsync(Endless);

        JsonElement answer = await AskAsync(server, """{"thinking":{"type":"enabled","budget_tokens":2}}""");

        JsonElement content = answer.GetProperty("content");
        Assert.Equal("ab\n\n\nEnough.", content[0].GetProperty("thinking").GetString());
        Assert.NotEqual("", content[1].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{"thinking":{"type":"disabled"}}""")]
    [InlineData("""{"thinking":{"type":"disabled"},"output_config":{"effort":"high"}}""")]
    [InlineData("""{"output_config":{"effort":"none"}}""")]
    public async Task Thinking_NotWanted_IsClosedAtOnce(string fields)
    {
        await using TestServer server = await StartAsync(Endless);

        JsonElement answer = await AskAsync(server, fields);

        Assert.Equal("text", answer.GetProperty("content").EnumerateArray().Last().GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"thinking":{"type":"adaptive"}}""")]
    [InlineData("""{"output_config":{"effort":"max"}}""")]
    public async Task Thinking_WithoutABudget_GoesOn(string fields)
    {
        await using TestServer server = await StartAsync(Endless);

        JsonElement answer = await AskAsync(server, fields);

        Assert.Equal("thinking", Assert.Single(answer.GetProperty("content").EnumerateArray()).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"thinking":{"type":"enabled","budget_tokens":9}}""", 3)]
    [InlineData("""{"thinking":{"type":"disabled"}}""", 5)]
    [InlineData("""{"thinking":{"type":"disabled"},"chat_template_kwargs":{"thinking":true,"enable_thinking":true}}""", 3)]
    [InlineData("""{"thinking":{"type":"adaptive"}}""", 0)]
    public async Task Thinking_Switched_IsToldToTheTemplate(string fields, int more)
    {
        await using TestServer server = await StartAsync(Endless, ScriptedModelLoader.ChatTemplate + Switch);

        using HttpResponseMessage plain = await server.CountAsync();
        using HttpResponseMessage switched = await server.CountAsync(fields);

        Assert.Equal(more, await CountOfAsync(switched) - await CountOfAsync(plain));
    }

    [Fact]
    public async Task Schema_OfTheOutput_HoldsTheTextToIt()
    {
        await using TestServer server = await StartAsync(
            ["<think>", "h", "m", "</think>", .. "Sure {\"a\": 1} ok".Select(letter => letter.ToString()), "<|im_end|>"]);

        JsonElement answer = await AskAsync(
            server,
            """
            {"compression":"none","output_config":{"format":{"type":"json_schema","schema":
            {"type":"object","properties":{"b":{"enum":["x","y"]}},"required":["b"],"additionalProperties":false}}}}
            """);

        JsonElement content = answer.GetProperty("content");
        Assert.Equal("hm", content[0].GetProperty("thinking").GetString());
        string letter = JsonElement.Parse(content[1].GetProperty("text").GetString()!).GetProperty("b").GetString()!;
        Assert.Contains(letter, (string[])["x", "y"]);
    }

    private static Task<TestServer> StartAsync(string[] script, string template = ScriptedModelLoader.ChatTemplate) =>
        TestServer.StartAsync(
            new ScriptedModelLoader { Script = script, Template = template },
            "--Reasoning:BudgetText=Enough.");

    private static async Task<JsonElement> AskAsync(TestServer server, string fields)
    {
        using HttpResponseMessage response = await server.MessageAsync(fields);
        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    private static async Task<int> CountOfAsync(HttpResponseMessage response) =>
        (await TestServer.ReadAsync(response)).GetProperty("input_tokens").GetInt32();
}
