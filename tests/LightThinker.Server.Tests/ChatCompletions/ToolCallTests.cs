using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.ChatCompletions;

public sealed class ToolCallTests
{
    private const string Tools =
        """
        "compression":"none","tools":[{"type":"function","function":{"name":"add","parameters":{"type":"object",
        "properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"required":["a","b"],"additionalProperties":false}}},
        {"type":"function","function":{"name":"now"}}]
        """;

    private const string Call = "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 22}}\n</tool_call>";

    [Fact]
    public async Task Auto_WithACall_GivesItInTheProtocolsForm()
    {
        JsonElement choice = await AskAsync($"Let me see.\n{Call}", $$"""{{{Tools}}}""");

        Assert.Equal("tool_calls", choice.GetProperty("finish_reason").GetString());
        JsonElement message = choice.GetProperty("message");
        Assert.Equal("Let me see.", message.GetProperty("content").GetString());
        JsonElement call = Assert.Single(message.GetProperty("tool_calls").EnumerateArray());
        Assert.StartsWith("call_", call.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("function", call.GetProperty("type").GetString());
        Assert.Equal("add", call.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal("""{"a": 1, "b": 22}""", call.GetProperty("function").GetProperty("arguments").GetString());
    }

    [Fact]
    public async Task Auto_WithACallOnly_HasNoContent()
    {
        JsonElement choice = await AskAsync($"{Call}\n{Call}", $$"""{{{Tools}}}""");

        Assert.Equal(JsonValueKind.Null, choice.GetProperty("message").GetProperty("content").ValueKind);
        Assert.Equal(2, choice.GetProperty("message").GetProperty("tool_calls").GetArrayLength());
    }

    [Fact]
    public async Task Auto_WithoutACall_GivesContent()
    {
        JsonElement choice = await AskAsync("No tool {\"name\": 1} needed.", $$"""{{{Tools}}}""");

        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal("No tool {\"name\": 1} needed.", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.False(choice.GetProperty("message").TryGetProperty("tool_calls", out _));
    }

    [Fact]
    public async Task Auto_WithABeginningOfACall_IsHeldToTheSchema()
    {
        // The model writes a wrong argument; from the call's beginning on it may not.
        JsonElement choice = await AskAsync(
            "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": \"x\"}}", $$"""{{{Tools}}}""");

        JsonElement call = Assert.Single(choice.GetProperty("message").GetProperty("tool_calls").EnumerateArray());
        JsonElement arguments = JsonDocument.Parse(call.GetProperty("function").GetProperty("arguments").GetString()!).RootElement;
        Assert.Equal(JsonValueKind.Number, arguments.GetProperty("a").ValueKind);
        Assert.Equal(JsonValueKind.Number, arguments.GetProperty("b").ValueKind);
    }

    [Theory]
    [InlineData("\"required\"", null)]
    [InlineData("""{"type":"function","function":{"name":"now"}}""", "now")]
    [InlineData("""{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"add"}}]}}""", "add")]
    public async Task Required_OfAModelThatWouldRatherTalk_IsACall(string choice, string? name)
    {
        JsonElement answer = await AskAsync("I would rather talk.", $$"""{{{Tools}},"tool_choice":{{choice}}}""");

        Assert.True(answer.GetProperty("finish_reason").GetString() == "tool_calls", answer.ToString());
        JsonElement call = answer.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function");
        Assert.Contains(call.GetProperty("name").GetString()!, name is null ? ["add", "now"] : (string[])[name]);
        Assert.Equal(
            JsonValueKind.Object, JsonDocument.Parse(call.GetProperty("arguments").GetString()!).RootElement.ValueKind);
    }

    [Fact]
    public async Task None_LeavesWhatLooksLikeACallAsContent()
    {
        JsonElement choice = await AskAsync(Call, $$"""{{{Tools}},"tool_choice":"none"}""");

        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(Call, choice.GetProperty("message").GetProperty("content").GetString());
    }

    [Fact]
    public async Task ParallelCalls_NotWanted_AreNotMade()
    {
        JsonElement choice = await AskAsync($"{Call}\n{Call}", $$"""{{{Tools}},"parallel_tool_calls":false}""");

        Assert.Single(choice.GetProperty("message").GetProperty("tool_calls").EnumerateArray());
    }

    [Fact]
    public async Task Auto_WithASchemaForTheAnswer_IsACallOrMatches()
    {
        const string format = ",\"response_format\":{\"type\":\"json_object\"}";

        JsonElement call = await AskAsync(Call, $$"""{{{Tools}}{{format}}}""");
        JsonElement answer = await AskAsync("{\"x\": 1}", $$"""{{{Tools}}{{format}}}""");

        Assert.Equal("tool_calls", call.GetProperty("finish_reason").GetString());
        Assert.Equal("{\"x\": 1}", answer.GetProperty("message").GetProperty("content").GetString());
    }

    [Fact]
    public async Task Stream_OfCalls_GivesTheirArgumentsPieceByPiece()
    {
        await using TestServer server = await TestServer.StartAsync(Model($"Look: {Call}\n{Call}"));

        using HttpResponseMessage response = await server.ChatAsync($$"""{{{Tools}},"stream":true}""");
        IReadOnlyList<string> events = await SseReader.ReadAsync(response);

        JsonElement[] pieces = [.. events.SkipLast(1).Select(SseReader.Delta)
            .Where(delta => delta.TryGetProperty("tool_calls", out _))
            .Select(delta => Assert.Single(delta.GetProperty("tool_calls").EnumerateArray()))];
        Assert.Equal([0, 1], pieces.Where(piece => piece.TryGetProperty("id", out _)).Select(piece => piece.GetProperty("index").GetInt32()));
        for (int index = 0; index < 2; index++)
        {
            JsonElement[] own = [.. pieces.Where(piece => piece.GetProperty("index").GetInt32() == index)];
            Assert.Equal("add", own[0].GetProperty("function").GetProperty("name").GetString());
            Assert.True(own.Length > 5);
            Assert.Equal(
                """{"a": 1, "b": 22}""",
                string.Concat(own.Select(piece => piece.GetProperty("function").GetProperty("arguments").GetString())));
        }

        Assert.Equal("Look:", SseReader.Join(events, "content"));
        Assert.Equal("tool_calls", SseReader.Json(events[^2]).GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task History_WithCallsAndResults_IsAccepted()
    {
        JsonElement choice = await AskAsync(
            "23.",
            "{" + Tools + """
            ,"messages":[{"role":"user","content":"1 + 22?"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"add","arguments":"{\"a\":1,\"b\":22}"}}]},
            {"role":"tool","tool_call_id":"call_1","content":"23"}]}
            """);

        Assert.Equal("23.", choice.GetProperty("message").GetProperty("content").GetString());
    }

    [Fact]
    public async Task History_WithARefusalAndAFunctionsAnswer_ReachesTheModel()
    {
        await using TestServer server = await TestServer.StartAsync(Model("Ok"));

        using HttpResponseMessage response = await server.ChatAsync(
            """
            {"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":null,"refusal":"Never"},
            {"role":"assistant","content":[{"type":"refusal","refusal":"Not"}]},{"role":"function","name":"now","content":"12:00"}]}
            """);

        JsonElement usage = (await TestServer.ReadAsync(response)).GetProperty("usage");
        int controls = (4 * 2) + 1;
        Assert.Equal(
            controls + "user\nQ\nassistant\nNever\nassistant\nNot\ntool\n12:00\nassistant\n".Length,
            usage.GetProperty("prompt_tokens").GetInt32());
    }

    private static ScriptedModelLoader Model(string text) => new()
    {
        Script = [.. text.Select(letter => letter.ToString()), "<|im_end|>"],
        TrainedContext = 4000,
        CellCount = 4000,
    };

    private static async Task<JsonElement> AskAsync(string script, string fields)
    {
        await using TestServer server = await TestServer.StartAsync(Model(script));
        using HttpResponseMessage response = await server.ChatAsync(fields);
        JsonElement body = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("choices")[0];
    }
}
