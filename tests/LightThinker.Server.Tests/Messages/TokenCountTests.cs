using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

public sealed class TokenCountTests
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"system":"Be brief.","messages":[{"role":"user","content":[{"type":"text","text":"Ö"}]}]}""")]
    public async Task Count_AnyPrompt_IsWhatAMessageReports(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage message = await server.MessageAsync(fields);
        JsonElement usage = (await TestServer.ReadAsync(message)).GetProperty("usage");

        using HttpResponseMessage count = await server.CountAsync(fields);

        Assert.Equal(HttpStatusCode.OK, count.StatusCode);
        Assert.Equal(
            $$"""{"input_tokens":{{usage.GetProperty("input_tokens")}}}""",
            (await TestServer.ReadAsync(count)).GetRawText());
    }

    [Fact]
    public async Task Count_OfAPromptThatIsTooLong_IsItsLength()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage count = await server.CountAsync(
            $$"""{"messages":[{"role":"user","content":"{{new string('x', 2000)}}"}]}""");

        Assert.InRange((await TestServer.ReadAsync(count)).GetProperty("input_tokens").GetInt32(), 2000, 2100);
    }

    [Fact]
    public async Task Count_BadRequest_HasTheProtocolsError()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.CountAsync("""{"messages":[]}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("error", (await TestServer.ReadAsync(response)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Count_WhileTheModelLoads_CanBeRetried()
    {
        using var model = new ScriptedModelLoader();
        model.Hold();
        await using TestServer server = await TestServer.StartLoadingAsync(model);

        using HttpResponseMessage response = await server.CountAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }
}
