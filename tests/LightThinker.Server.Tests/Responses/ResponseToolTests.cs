using System.Text.Json;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponseToolTests
{
    private const string Tools =
        """
        "compression":"none","tools":[{"type":"function","name":"add","parameters":{"type":"object",
        "properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"required":["a","b"],"additionalProperties":false}},
        {"type":"function","name":"now"}]
        """;

    private const string Call = "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 22}}\n</tool_call>";

    [Fact]
    public async Task Call_BehindAText_IsAnItemOfItsOwn()
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing($"Let me see.\n{Call}"));

        JsonElement response = await server.AnswerAsync("{" + Tools + "}");

        JsonElement[] output = [.. response.GetProperty("output").EnumerateArray()];
        Assert.Equal(["message", "function_call"], output.Select(item => ResponsesClient.Text(item, "type")));
        Assert.Equal("completed", ResponsesClient.Text(response, "status"));
        Assert.StartsWith("fc_", ResponsesClient.Text(output[1], "id"), StringComparison.Ordinal);
        Assert.StartsWith("call_", ResponsesClient.Text(output[1], "call_id"), StringComparison.Ordinal);
        Assert.Equal("add", ResponsesClient.Text(output[1], "name"));
        Assert.Equal("""{"a": 1, "b": 22}""", ResponsesClient.Text(output[1], "arguments"));
        Assert.Equal("Let me see.", ResponsesClient.OutputText(response));
    }

    [Theory]
    [InlineData("\"required\"", null)]
    [InlineData("""{"type":"function","name":"now"}""", "now")]
    [InlineData("""{"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"add"}]}""", "add")]
    public async Task Call_Required_IsMadeByAModelThatWouldRatherTalk(string choice, string? name)
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing("I would rather talk."));

        JsonElement response = await server.AnswerAsync("{" + Tools + $$""","tool_choice":{{choice}}}""");

        JsonElement call = response.GetProperty("output")[0];
        Assert.Equal("function_call", ResponsesClient.Text(call, "type"));
        Assert.Contains(ResponsesClient.Text(call, "name"), name is null ? ["add", "now"] : (string[])[name]);
        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(ResponsesClient.Text(call, "arguments")).ValueKind);
        Assert.Equal(choice, response.GetProperty("tool_choice").GetRawText());
    }

    [Fact]
    public async Task Calls_NotParallel_AreOne()
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing($"{Call}\n{Call}"));

        JsonElement response = await server.AnswerAsync("{" + Tools + ""","parallel_tool_calls":false}""");

        Assert.Single(response.GetProperty("output").EnumerateArray());
        Assert.False(response.GetProperty("parallel_tool_calls").GetBoolean());
    }

    [Fact]
    public async Task Call_WhereNoneMayBeMade_IsText()
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing(Call));

        JsonElement response = await server.AnswerAsync("{" + Tools + ""","tool_choice":"none"}""");

        Assert.Equal(Call, ResponsesClient.OutputText(response));
    }

    [Fact]
    public async Task Stream_OfCalls_GivesTheirArgumentsPieceByPiece()
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing($"Look: {Call}\n{Call}"));

        IReadOnlyList<JsonElement> events = await server.StreamAsync("{" + Tools + "}");

        JsonElement response = events[^1].GetProperty("response");
        Assert.Equal(
            ["message", "function_call", "function_call"],
            response.GetProperty("output").EnumerateArray().Select(item => ResponsesClient.Text(item, "type")));
        for (int index = 1; index <= 2; index++)
        {
            JsonElement[] own = [.. events.Where(item =>
                item.TryGetProperty("output_index", out JsonElement at) && at.GetInt32() == index)];
            string[] pieces = [.. own.Where(item => ResponsesClient.Text(item, "type") == "response.function_call_arguments.delta")
                .Select(item => ResponsesClient.Text(item, "delta"))];
            Assert.True(pieces.Length > 5);
            Assert.Equal("""{"a": 1, "b": 22}""", string.Concat(pieces));
            Assert.Equal(
                response.GetProperty("output")[index].GetRawText(),
                own.Last(item => ResponsesClient.Text(item, "type") == "response.output_item.done").GetProperty("item").GetRawText());
        }
    }

    [Fact]
    public async Task Call_Answered_ContinuesTheResponse()
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing(Call));
        JsonElement first = await server.AnswerAsync("{" + Tools + "}");
        string id = ResponsesClient.Text(first.GetProperty("output")[0], "call_id");

        JsonElement second = await server.AnswerAsync(
            "{" + Tools + $$""","previous_response_id":"{{ResponsesClient.Text(first, "id")}}","tool_choice":"none","input":[{"type":"function_call_output","call_id":"{{id}}","output":"23"}]}""");

        using HttpResponseMessage items = await server.GetAsync(
            $"/v1/responses/{ResponsesClient.Text(second, "id")}/input_items?order=asc");
        Assert.Equal(
            ["message", "function_call", "function_call_output"],
            (await TestServer.ReadAsync(items)).GetProperty("data").EnumerateArray().Select(item => ResponsesClient.Text(item, "type")));
        Assert.Equal(Call, ResponsesClient.OutputText(second));
    }
}
