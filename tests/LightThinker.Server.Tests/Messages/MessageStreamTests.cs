using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessageStreamTests
{
    [Fact]
    public async Task Stream_Events_ComeInTheProtocolsOrder()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.MessageAsync("""{"stream":true}""");

        var events = await MessagesClient.ReadEventsAsync(response);
        Assert.Equal(
            [
                "message_start", "ping",
                "content_block_start thinking", "thinking_delta", "signature_delta", "content_block_stop",
                "content_block_start text", "text_delta", "content_block_stop",
                "message_delta", "message_stop",
            ],
            Outline(events));
        Assert.Equal(
            [0, 0, 0, 1, 1],
            events.Where(item => item.Name is "content_block_start" or "content_block_stop" || IsSignature(item.Data))
                .Select(item => item.Data.GetProperty("index").GetInt32()));
    }

    [Fact]
    public async Task Stream_Start_IsAMessageWithoutContent()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.MessageAsync("""{"stream":true}""");

        JsonElement message = (await MessagesClient.ReadEventsAsync(response))[0].Data.GetProperty("message");
        int prompt = message.GetProperty("usage").GetProperty("input_tokens").GetInt32();
        Assert.Equal(
            $$$"""{"id":"{{{message.GetProperty("id")}}}","type":"message","role":"assistant","model":"org/test","content":[],"stop_reason":null,"stop_sequence":null,"stop_details":null,"container":null,"diagnostics":null,"usage":{"input_tokens":{{{prompt}}},"output_tokens":0,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"cache_creation":null,"output_tokens_details":null,"server_tool_use":null,"service_tier":null,"inference_geo":null,"speed":null}}""",
            message.GetRawText());
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"stop_sequences":["!"]}""")]
    [InlineData("""{"max_tokens":6}""")]
    [InlineData("""{"max_tokens":1}""")]
    [InlineData("""{"compression":"none"}""")]
    [InlineData("""{"thinking":{"type":"adaptive","display":"omitted"}}""")]
    public async Task Stream_PutTogether_IsTheWholeAnswer(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage whole = await server.MessageAsync(fields);
        JsonElement expected = await TestServer.ReadAsync(whole);

        using HttpResponseMessage response = await server.MessageAsync(fields[..^1] + (fields == "{}" ? "" : ",") + "\"stream\":true}");

        var events = await MessagesClient.ReadEventsAsync(response);
        JsonElement end = events[^2].Data;
        Assert.Equal(
            expected.GetProperty("content").EnumerateArray().Select(Flatten),
            MessageParts.Collect(events));
        Assert.Equal(expected.GetProperty("usage").GetRawText(), end.GetProperty("usage").GetRawText());
        JsonElement delta = end.GetProperty("delta");
        Assert.Equal(expected.GetProperty("stop_reason").GetString(), delta.GetProperty("stop_reason").GetString());
        Assert.Equal(expected.GetProperty("stop_sequence").GetString(), delta.GetProperty("stop_sequence").GetString());
    }

    [Fact]
    public async Task Stream_WhenTheEngineBreaks_EndsWithAnErrorEvent()
    {
        await using TestServer server = await TestServer.StartAsync(
            new ScriptedModelLoader { Script = ["x"], TrainedContext = 1_000_000, CellCount = 1_000_000 });
        server.Model.Hold();
        using HttpResponseMessage response = await server.MessageAsync("""{"stream":true}""");

        server.Model.DecodeFailure = new InvalidOperationException("device lost");
        server.Model.Release();

        var events = await MessagesClient.ReadEventsAsync(response);
        Assert.Equal("error", events[^1].Name);
        JsonElement error = events[^1].Data;
        Assert.Equal("api_error", error.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(Assert.Single(response.Headers.GetValues("request-id")), error.GetProperty("request_id").GetString());
        Assert.DoesNotContain("message_stop", events.Select(item => item.Name));
    }

    private static string Flatten(JsonElement block) => block.GetProperty("type").GetString() == "thinking"
        ? $"thinking {block.GetProperty("thinking")} {block.GetProperty("signature")}"
        : $"text {block.GetProperty("text")}";

    // Deltas of one kind that follow one another are one entry.
    private static List<string> Outline(IReadOnlyList<(string Name, JsonElement Data)> events)
    {
        var outline = new List<string>();
        foreach ((string name, JsonElement data) in events)
        {
            string entry = name switch
            {
                "content_block_start" => $"{name} {data.GetProperty("content_block").GetProperty("type")}",
                "content_block_delta" => data.GetProperty("delta").GetProperty("type").GetString()!,
                _ => name,
            };
            if (outline.Count == 0 || outline[^1] != entry)
            {
                outline.Add(entry);
            }
        }

        return outline;
    }

    private static bool IsSignature(JsonElement data) =>
        data.TryGetProperty("delta", out JsonElement delta) && delta.TryGetProperty("signature", out _);
}
