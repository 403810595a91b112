using System.Text.Json;
using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Tests.Anthropic;

public sealed class MessagesRequestTests
{
    [Fact]
    public void Content_AsAString_IsOneTextBlock()
    {
        MessagesRequest request = Read("""{"system":"S","messages":[{"role":"user","content":"A"}]}""");

        Assert.Equal(new MessagesBlock { Type = "text", Text = "S" }, Assert.Single(request.System!));
        Assert.Equal(new MessagesBlock { Type = "text", Text = "A" }, Assert.Single(request.Messages![0]!.Content!));
    }

    [Fact]
    public void Content_WithinAResult_IsReadTheSameWay()
    {
        MessagesRequest request = Read(
            """{"messages":[{"content":[{"type":"tool_result","content":"A"},{"type":"tool_result","content":[{"type":"text","text":"B"}]}]}]}""");

        Assert.Equal(["A", "B"], request.Messages![0]!.Content!.Select(block => Assert.Single(block!.Content!)!.Text));
    }

    [Fact]
    public void Content_WrittenAndReadAgain_IsTheSame()
    {
        const string json = """{"messages":[{"role":"user","content":[{"type":"text","text":"Ä"},{"type":"image","source":{"x":1}}]}]}""";

        Assert.Equal(json, JsonSerializer.Serialize(Read(json), AnthropicJson.Context.MessagesRequest));
    }

    [Theory]
    [InlineData("""{"messages":[{"content":7}]}""", "$.messages[0].content", "")]
    [InlineData("""{"messages":[{"content":[{"text":7}]}]}""", "$.messages[0].content", "[0].text")]
    [InlineData("""{"messages":[{"content":[{"content":[{},{"text":7}]}]}]}""", "$.messages[0].content", "[0].content[1].text")]
    public void Content_OfAWrongType_IsFoundByItsPath(string json, string path, string innerPath)
    {
        JsonException exception = Assert.ThrowsAny<JsonException>(() => Read(json));

        Assert.Equal(path, exception.Path);
        Assert.Equal(innerPath, (exception as NestedJsonException)?.InnerPath ?? "");
    }

    [Fact]
    public void Fields_NotKnown_AreKept() =>
        Assert.Equal("1", Read("""{"wobble":1}""").Others!["wobble"].GetRawText());

    [Fact]
    public void Fields_SentTwice_AreRefused() =>
        Assert.ThrowsAny<JsonException>(() => Read("""{"model":"a","model":"b"}"""));

    private static MessagesRequest Read(string json) =>
        JsonSerializer.Deserialize(json, AnthropicJson.Context.MessagesRequest)!;
}
