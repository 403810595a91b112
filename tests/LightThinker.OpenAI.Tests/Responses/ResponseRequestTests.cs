using System.Text.Json;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Responses;

namespace LightThinker.OpenAI.Tests.Responses;

public sealed class ResponseRequestTests
{
    [Theory]
    [InlineData("""{"input":"Hello"}""")]
    [InlineData("""{"input":[{"role":"user","content":"Hello"}]}""")]
    [InlineData("""{"input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"é<&>"}]}]}""")]
    [InlineData("""{"input":[{"type":"function_call_output","call_id":"c","output":"1"}],"tool_choice":"auto","seed":7}""")]
    public void Request_ReadAndWritten_IsTheSame(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(Read(json), ResponsesJson.Context.ResponseRequest));

    [Fact]
    public void Request_WithFieldsOfOthers_KeepsThemAside()
    {
        ResponseRequest request = Read("""{"seed":7,"input":[{"role":"user","content":"x","wobble":1}],"tool_choice":null}""");

        Assert.Equal(["seed"], request.Others!.Keys);
        Assert.Equal(["wobble"], request.Input!.Items![0]!.Others!.Keys);
        Assert.Null(request.ToolChoice);
    }

    [Theory]
    [InlineData("""{"input":7}""", "$.input", "")]
    [InlineData("""{"input":[{"role":7}]}""", "$.input", "[0].role")]
    [InlineData("""{"input":[{"content":{}}]}""", "$.input", "[0].content")]
    [InlineData("""{"input":[{"content":[{"text":7}]}]}""", "$.input", "[0].content[0].text")]
    public void Request_WithAWrongType_SaysWhere(string json, string path, string inner)
    {
        var exception = Assert.ThrowsAny<JsonException>(() => Read(json));

        Assert.Equal(path, exception.Path);
        Assert.Equal(inner, (exception as NestedJsonException)?.InnerPath ?? "");
    }

    [Fact]
    public void Request_WithAFieldTwice_IsRefused() =>
        Assert.Throws<JsonException>(() => Read("""{"input":"a","input":"b"}"""));

    private static ResponseRequest Read(string json) =>
        JsonSerializer.Deserialize(json, ResponsesJson.Context.ResponseRequest)!;
}
