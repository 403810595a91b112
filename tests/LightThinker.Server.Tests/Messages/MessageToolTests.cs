using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessageToolTests
{
    private const string Tools =
        """
        "max_tokens":400,"compression":"none","tools":[{"name":"add","input_schema":{"type":"object",
        "properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"required":["a","b"],"additionalProperties":false}},
        {"name":"now","input_schema":{"type":"object","additionalProperties":false}}]
        """;

    private const string Call = "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 22}}\n</tool_call>";

    [Fact]
    public async Task Call_BehindAText_IsABlockOfItsOwn()
    {
        JsonElement answer = await AskAsync($"Let me see.\n{Call}", "{" + Tools + "}");

        JsonElement[] blocks = [.. answer.GetProperty("content").EnumerateArray()];
        Assert.Equal(["text", "tool_use"], blocks.Select(TypeOf));
        Assert.Equal("Let me see.", blocks[0].GetProperty("text").GetString());
        Assert.Equal("add", blocks[1].GetProperty("name").GetString());
        Assert.Equal("""{"a":1,"b":22}""", JsonSerializer.Serialize(blocks[1].GetProperty("input")));
        Assert.Equal("tool_use", answer.GetProperty("stop_reason").GetString());
    }

    [Theory]
    [InlineData("""{"type":"any"}""", null)]
    [InlineData("""{"type":"tool","name":"now"}""", "now")]
    public async Task Call_Required_IsMadeByAModelThatWouldRatherTalk(string choice, string? name)
    {
        JsonElement answer = await AskAsync("I would rather talk.", "{" + Tools + $$""","tool_choice":{{choice}}}""");

        JsonElement call = answer.GetProperty("content")[0];
        Assert.Equal("tool_use", TypeOf(call));
        Assert.Contains(call.GetProperty("name").GetString()!, name is null ? ["add", "now"] : (string[])[name]);
        Assert.Equal(JsonValueKind.Object, call.GetProperty("input").ValueKind);
    }

    [Theory]
    [InlineData("""{"type":"auto","disable_parallel_tool_use":true}""", 1)]
    [InlineData("""{"type":"auto"}""", 2)]
    public async Task Calls_AreAsManyAsMayBeMade(string choice, int count)
    {
        JsonElement answer = await AskAsync($"{Call}\n{Call}", "{" + Tools + $$""","tool_choice":{{choice}}}""");

        Assert.Equal(count, answer.GetProperty("content").EnumerateArray().Count(block => TypeOf(block) == "tool_use"));
    }

    [Fact]
    public async Task Call_WhereNoneMayBeMade_IsText()
    {
        JsonElement answer = await AskAsync(Call, "{" + Tools + ""","tool_choice":{"type":"none"}}""");

        Assert.Equal(Call, Assert.Single(answer.GetProperty("content").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal("end_turn", answer.GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Call_CutOff_KeepsWhatThereIsOfIt()
    {
        JsonElement answer = await AskAsync(Call, "{" + Tools.Replace("400", "50", StringComparison.Ordinal) + "}");

        JsonElement call = Assert.Single(answer.GetProperty("content").EnumerateArray());
        Assert.StartsWith("{\"a\"", call.GetProperty("input").GetString(), StringComparison.Ordinal);
        Assert.Equal("max_tokens", answer.GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Stream_OfCalls_GivesTheirInputPieceByPiece()
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing($"Look: {Call}\n{Call}"));

        using HttpResponseMessage response = await server.MessageAsync("{" + Tools + ",\"stream\":true}");

        var events = await MessagesClient.ReadEventsAsync(response);
        Assert.True(events.Count(item =>
            item.Data.TryGetProperty("delta", out JsonElement delta) && delta.TryGetProperty("partial_json", out _)) > 10);
        IReadOnlyList<string> blocks = MessageParts.Collect(events);
        Assert.Equal(3, blocks.Count);
        Assert.Equal("text Look:", blocks[0]);
        Assert.All(blocks.Skip(1), block => Assert.Matches("""^tool_use call_\S+ add \{"a": 1, "b": 22\}$""", block));
        Assert.Equal("tool_use", events[^2].Data.GetProperty("delta").GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Call_SentBackWithItsResult_IsHistory()
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing(Call));
        using HttpResponseMessage first = await server.MessageAsync("{" + Tools + "}");
        JsonElement content = (await TestServer.ReadAsync(first)).GetProperty("content");

        using HttpResponseMessage second = await server.MessageAsync(
            "{" + Tools + $$""","messages":[{"role":"user","content":"1 + 22?"},{"role":"assistant","content":{{content.GetRawText()}}},{"role":"user","content":[{"type":"tool_result","tool_use_id":{{content[0].GetProperty("id").GetRawText()}},"content":"23"}]}]}""");

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    private static string? TypeOf(JsonElement block) => block.GetProperty("type").GetString();

    private static async Task<JsonElement> AskAsync(string script, string fields)
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing(script));
        using HttpResponseMessage response = await server.MessageAsync(fields);
        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.ToString());
        return answer;
    }
}
