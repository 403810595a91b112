using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessageTests
{
    [Fact]
    public async Task Message_Whole_HasTheProtocolsShape()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.MessageAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(response.Headers.GetValues("x-request-id"), response.Headers.GetValues("request-id"));
        JsonElement answer = await TestServer.ReadAsync(response);
        string id = answer.GetProperty("id").GetString()!;
        Assert.StartsWith("msg_", id, StringComparison.Ordinal);
        JsonElement usage = answer.GetProperty("usage");
        Assert.Equal(
            $$"""{"id":"{{id}}","type":"message","role":"assistant","model":"org/test","content":[{"type":"thinking","thinking":"Two.\n\nB","signature":"unsigned"},{"type":"text","text":"Hi!","citations":null}],"stop_reason":"end_turn","stop_sequence":null,"stop_details":null,"container":null,"diagnostics":null,"usage":{{usage.GetRawText()}}}""",
            answer.GetRawText());
    }

    [Fact]
    public async Task Message_Usage_IsThatOfTheChatProtocol()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage message = await server.MessageAsync();
        using HttpResponseMessage chat = await server.ChatAsync();

        JsonElement usage = (await TestServer.ReadAsync(message)).GetProperty("usage");
        JsonElement expected = (await TestServer.ReadAsync(chat)).GetProperty("usage");
        Assert.Equal(
            $$"""{"input_tokens":{{expected.GetProperty("prompt_tokens")}},"output_tokens":13,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"cache_creation":null,"output_tokens_details":{"thinking_tokens":9},"server_tool_use":null,"service_tier":null,"inference_geo":null,"speed":null,"compression":{{expected.GetProperty("compression")}}}""",
            usage.GetRawText());
    }

    [Theory]
    [InlineData("""{}""", "end_turn", null, "Hi!")]
    [InlineData("""{"stop_sequences":["x","!"]}""", "stop_sequence", "!", "Hi")]
    [InlineData("""{"stop_sequences":["wo"]}""", "end_turn", null, "Hi!")]
    [InlineData("""{"max_tokens":10}""", "max_tokens", null, "H")]
    public async Task Message_AnyEnd_SaysWhy(string fields, string reason, string? sequence, string text)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.MessageAsync(fields);

        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.Equal(reason, answer.GetProperty("stop_reason").GetString());
        Assert.Equal(sequence, answer.GetProperty("stop_sequence").GetString());
        Assert.Equal(text, answer.GetProperty("content")[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Message_CutOffAtOnce_HasNoBlocks()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.MessageAsync("""{"max_tokens":1}""");

        Assert.Equal(0, (await TestServer.ReadAsync(response)).GetProperty("content").GetArrayLength());
    }

    [Fact]
    public async Task Message_ThinkingOmitted_KeepsItsBlockWithoutText()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response =
            await server.MessageAsync("""{"thinking":{"type":"adaptive","display":"omitted"}}""");

        Assert.Equal(
            """{"type":"thinking","thinking":"","signature":"unsigned"}""",
            (await TestServer.ReadAsync(response)).GetProperty("content")[0].GetRawText());
    }

    [Theory]
    [InlineData("""{"temperature":1,"top_p":0.9,"top_k":5}""")]
    [InlineData("""{"metadata":{"user_id":"u"},"service_tier":"auto","cache_control":{"type":"ephemeral"},"inference_geo":"us","speed":"fast"}""")]
    [InlineData("""{"container":null,"mcp_servers":[],"context_management":null,"diagnostics":{"previous_message_id":null}}""")]
    [InlineData("""{"tools":[],"tool_choice":{"type":"auto"}}""")]
    [InlineData("""{"tool_choice":{"type":"none"}}""")]
    [InlineData("""{"thinking":{"type":"adaptive"},"output_config":{"effort":null,"format":null}}""")]
    [InlineData("""{"compression":"none"}""")]
    [InlineData("""{"chat_template_kwargs":{"enable_thinking":true}}""")]
    [InlineData("""{"system":"","stop_sequences":[]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"Hello","cache_control":{"type":"ephemeral"},"citations":null}]}]}""")]
    public async Task Message_WithWhatIsServedOrIgnored_IsAnswered(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.MessageAsync(fields);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Message_SentBackAsItCame_IsHistory()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage first = await server.MessageAsync();
        string content = (await TestServer.ReadAsync(first)).GetProperty("content").GetRawText();

        using HttpResponseMessage second = await server.MessageAsync(
            $$"""{"messages":[{"role":"user","content":"Hello"},{"role":"assistant","content":{{content}}},{"role":"user","content":"More"}]}""");

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }
}
