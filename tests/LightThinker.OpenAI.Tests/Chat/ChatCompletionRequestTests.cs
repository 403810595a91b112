using System.Text.Json;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Tests.Chat;

public sealed class ChatCompletionRequestTests
{
    private const string Full =
        """
        {"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Hi"}],"name":"ann"},{"role":"assistant","content":"4","reasoning_content":"2+2"},{"role":"tool","content":"ok","tool_call_id":"c1"}],"stream":true,"stream_options":{"include_usage":true},"max_tokens":5,"max_completion_tokens":6,"n":1,"temperature":0.5,"top_p":0.9,"top_k":40,"min_p":0.05,"typical_p":0.8,"repetition_penalty":1.1,"repeat_penalty":1.2,"repeat_last_n":64,"dry_multiplier":0.8,"dry_base":1.75,"dry_allowed_length":2,"dry_penalty_last_n":-1,"dry_sequence_breakers":["\n",":"],"xtc_probability":0.5,"xtc_threshold":0.1,"presence_penalty":-1,"frequency_penalty":1.5,"logit_bias":{"7":-100},"seed":42,"stop":["a","b"],"compression":{"method":"none","interval":6,"cache_tokens":2,"evict_opening_delimiter":true,"compress_answer":false},"chat_template_kwargs":{"enable_thinking":false},"user":"u"}
        """;

    [Fact]
    public void Request_WithEveryField_SurvivesARoundTrip()
    {
        ChatCompletionRequest request = Read(Full);

        Assert.True(JsonElement.DeepEquals(Json(Full), Json(Write(request))), Write(request));
    }

    [Fact]
    public void Request_WithNothing_IsAllNullAndWritesNothing()
    {
        ChatCompletionRequest request = Read("{}");

        Assert.Null(request.Model);
        Assert.Null(request.Messages);
        Assert.Equal("{}", Write(request));
    }

    [Fact]
    public void Request_WithUnknownFields_KeepsThem()
    {
        ChatCompletionRequest request = Read("""{"wobble":[1],"functions":null}""");

        Assert.Equal(["wobble", "functions"], request.Others!.Keys);
        Assert.Equal(JsonValueKind.Null, request.Others["functions"].ValueKind);
    }

    [Fact]
    public void Stop_AsOneString_IsAListOfOne() => Assert.Equal(["end"], Read("""{"stop":"end"}""").Stop!);

    [Fact]
    public void Compression_AsOneString_IsTheMethod() =>
        Assert.Equal("none", Read("""{"compression":"none"}""").Compression!.Method);

    [Fact]
    public void Content_AsText_HasNoParts()
    {
        MessageContent content = Read("""{"messages":[{"role":"user","content":"Hi"}]}""").Messages![0].Content!;

        Assert.Equal("Hi", content.Text);
        Assert.Null(content.Parts);
    }

    [Theory]
    [InlineData("""{"temperature":"hot"}""", "$.temperature", "")]
    [InlineData("""{"max_tokens":1.5}""", "$.max_tokens", "")]
    [InlineData("""{"stop":7}""", "$.stop", "")]
    [InlineData("""{"stop":["a",7]}""", "$.stop", "")]
    [InlineData("""{"messages":[{"content":7}]}""", "$.messages[0].content", "")]
    [InlineData("""{"messages":[{"content":[{"type":"text"},{"text":7}]}]}""", "$.messages[0].content", "[1].text")]
    [InlineData("""{"compression":true}""", "$.compression", "")]
    [InlineData("""{"compression":{"interval":"x"}}""", "$.compression", ".interval")]
    public void Request_WithAWrongType_NamesThePath(string json, string path, string innerPath)
    {
        var exception = Assert.ThrowsAny<JsonException>(() => Read(json));

        Assert.Equal(path, exception.Path);
        Assert.Equal(innerPath, (exception as NestedJsonException)?.InnerPath ?? "");
    }

    [Fact]
    public void Request_WithAFieldTwice_IsRefused()
    {
        var exception = Assert.Throws<JsonException>(() => Read("""{"top_k":1,"top_k":2}"""));

        Assert.StartsWith("Duplicate property", exception.Message, StringComparison.Ordinal);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static ChatCompletionRequest Read(string json) =>
        JsonSerializer.Deserialize(json, WireJson.Context.ChatCompletionRequest)!;

    private static string Write(ChatCompletionRequest request) =>
        JsonSerializer.Serialize(request, WireJson.Context.ChatCompletionRequest);
}
