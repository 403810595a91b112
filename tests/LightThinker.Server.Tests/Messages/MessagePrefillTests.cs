using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessagePrefillTests
{
    private const string Question = """{"role":"user","content":"Hello"}""";

    // <|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n
    private static readonly int Asked = 3 + "user\nHello\nassistant\n".Length;

    [Theory]
    [InlineData("\"Well\"", "Well")]
    [InlineData("""[{"type":"text","text":"Well "}]""", "Well ")]
    [InlineData("""[{"type":"thinking","thinking":"Hm","signature":"s"},{"type":"text","text":"A"},{"type":"text","text":"B"}]""", "A\nB")]
    public async Task Answer_BegunByTheClient_IsGoneOnWith(string content, string text)
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing(" said."));
        string fields = $$"""{"messages":[{{Question}},{"role":"assistant","content":{{content}}}]}""";

        using HttpResponseMessage response = await server.MessageAsync(fields);
        using HttpResponseMessage count = await server.CountAsync(fields);

        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.ToString());
        Assert.Equal(" said.", Assert.Single(answer.GetProperty("content").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal(Asked + text.Length, answer.GetProperty("usage").GetProperty("input_tokens").GetInt32());
        Assert.Equal(Asked + text.Length, (await TestServer.ReadAsync(count)).GetProperty("input_tokens").GetInt32());
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("[]")]
    public async Task Answer_NotBegun_IsWrittenWhole(string content)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage count = await server.CountAsync(
            $$"""{"messages":[{{Question}},{"role":"assistant","content":{{content}}}]}""");

        Assert.Equal(Asked, (await TestServer.ReadAsync(count)).GetProperty("input_tokens").GetInt32());
    }

    [Fact]
    public async Task Stream_OfABegunAnswer_HasWhatIsNew()
    {
        await using TestServer server = await TestServer.StartAsync(ScriptedModelLoader.Writing(" said."));

        using HttpResponseMessage response = await server.MessageAsync(
            $$"""{"stream":true,"messages":[{{Question}},{"role":"assistant","content":"Well"}]}""");

        Assert.Equal(["text  said."], MessageParts.Collect(await MessagesClient.ReadEventsAsync(response)));
    }
}
