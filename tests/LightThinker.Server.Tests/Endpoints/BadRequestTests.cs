using System.Net;
using System.Text;
using System.Text.Json;

namespace LightThinker.Server.Tests.Endpoints;

public sealed class BadRequestTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("""{"model":null}""", "model", "missing_required_parameter")]
    [InlineData("""{"model":""}""", "model", "missing_required_parameter")]
    [InlineData("""{"model":7}""", "model", "invalid_type")]
    [InlineData("""{"messages":null}""", "messages", "missing_required_parameter")]
    [InlineData("""{"messages":[]}""", "messages", "invalid_value")]
    [InlineData("""{"messages":"Hello"}""", "messages", "invalid_type")]
    [InlineData("""{"messages":[null]}""", "messages[0]", "invalid_type")]
    [InlineData("""{"messages":["Hello"]}""", "messages[0]", "invalid_type")]
    [InlineData("""{"messages":[{"content":"x"}]}""", "messages[0].role", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"king","content":"x"}]}""", "messages[0].role", "invalid_value")]
    [InlineData("""{"messages":[{"role":"function","content":"x"}]}""", "messages[0].name", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":"x","refusal":"No."}]}""", "messages[0].refusal", "invalid_value")]
    [InlineData("""{"messages":[{"role":"assistant","content":"x","refusal":7}]}""", "messages[0].refusal", "invalid_value")]
    [InlineData("""{"messages":[{"role":"assistant","content":null,"function_call":{"name":"f"}}]}""", "messages[0].function_call", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user","content":"x","function_call":{"name":"f","arguments":"{}"}}]}""", "messages[0].function_call", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"refusal","refusal":"No."}]}]}""", "messages[0].content[0].type", "unsupported_parameter")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"refusal","refusal":7}]}]}""", "messages[0].content[0].type", "unsupported_parameter")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "messages[0].content", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":null}]}""", "messages[0].content", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "messages[0].content", "invalid_type")]
    [InlineData("""{"messages":[{"role":"user","content":[]}]}""", "messages[0].content", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user","content":[7]}]}""", "messages[0].content[0]", "invalid_type")]
    [InlineData("""{"messages":[{"role":"user","content":[null]}]}""", "messages[0].content[0]", "invalid_type")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"x"}]}]}""", "messages[0].content[0].type", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text"}]}]}""", "messages[0].content[0].text", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":7}]}]}""", "messages[0].content[0].text", "invalid_type")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"u"}}]}]}""", "messages[0].content[0].type", "unsupported_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":"x","wobble":1}]}""", "messages[0].wobble", "unknown_parameter")]
    [InlineData("""{"messages":[{"role":"tool","content":"x"}]}""", "messages[0].tool_call_id", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"assistant","content":null,"tool_calls":[7]}]}""", "messages[0].tool_calls", "invalid_value")]
    [InlineData("""{"messages":[{"role":"assistant","content":null,"audio":{"id":"a"}}]}""", "messages[0].audio", "unsupported_parameter")]
    [InlineData("""{"wobble":1}""", "wobble", "unknown_parameter")]
    [InlineData("""{"echo":true}""", "echo", "unknown_parameter")]
    [InlineData("""{"stream":"yes"}""", "stream", "invalid_type")]
    [InlineData("""{"stream_options":{"include_usage":true}}""", "stream_options", "invalid_value")]
    [InlineData("""{"stream":true,"stream_options":{"wobble":true}}""", "stream_options.wobble", "unknown_parameter")]
    [InlineData("""{"max_tokens":0}""", "max_tokens", "invalid_value")]
    [InlineData("""{"max_tokens":-1}""", "max_tokens", "invalid_value")]
    [InlineData("""{"max_tokens":1.5}""", "max_tokens", "invalid_type")]
    [InlineData("""{"max_tokens":99999999999}""", "max_tokens", "invalid_type")]
    [InlineData("""{"max_tokens":40000}""", "max_tokens", "invalid_value")]
    [InlineData("""{"max_completion_tokens":40000}""", "max_completion_tokens", "invalid_value")]
    [InlineData("""{"max_tokens":1,"max_completion_tokens":2}""", "max_tokens", "invalid_value")]
    [InlineData("""{"temperature":5}""", "temperature", "invalid_value")]
    [InlineData("""{"temperature":-0.1}""", "temperature", "invalid_value")]
    [InlineData("""{"temperature":1e999}""", "temperature", "invalid_value")]
    [InlineData("""{"temperature":"hot"}""", "temperature", "invalid_type")]
    [InlineData("""{"top_p":1.1}""", "top_p", "invalid_value")]
    [InlineData("""{"top_k":-1}""", "top_k", "invalid_value")]
    [InlineData("""{"min_p":2}""", "min_p", "invalid_value")]
    [InlineData("""{"typical_p":0}""", "typical_p", "invalid_value")]
    [InlineData("""{"repetition_penalty":0}""", "repetition_penalty", "invalid_value")]
    [InlineData("""{"repetition_penalty":1e-50}""", "repetition_penalty", "invalid_value")]
    [InlineData("""{"repetition_penalty":1e-300}""", "repetition_penalty", "invalid_value")]
    [InlineData("""{"repeat_penalty":11}""", "repeat_penalty", "invalid_value")]
    [InlineData("""{"repeat_penalty":1.1,"repetition_penalty":1.2}""", "repeat_penalty", "invalid_value")]
    [InlineData("""{"repeat_last_n":-2}""", "repeat_last_n", "invalid_value")]
    [InlineData("""{"repeat_last_n":1.5}""", "repeat_last_n", "invalid_type")]
    [InlineData("""{"dry_multiplier":-0.1}""", "dry_multiplier", "invalid_value")]
    [InlineData("""{"dry_base":0.9}""", "dry_base", "invalid_value")]
    [InlineData("""{"dry_allowed_length":-1}""", "dry_allowed_length", "invalid_value")]
    [InlineData("""{"dry_penalty_last_n":-2}""", "dry_penalty_last_n", "invalid_value")]
    [InlineData("""{"dry_sequence_breakers":7}""", "dry_sequence_breakers", "invalid_type")]
    [InlineData("""{"dry_sequence_breakers":["a",null]}""", "dry_sequence_breakers", "invalid_type")]
    [InlineData("""{"dry_sequence_breakers":["a",""]}""", "dry_sequence_breakers", "invalid_value")]
    [InlineData("""{"dry_sequence_breakers":["ααααααααααααααααααααα"]}""", "dry_sequence_breakers", "invalid_value")]
    [InlineData("""{"dry_sequence_breakers":["a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a"]}""", "dry_sequence_breakers", "invalid_value")]
    [InlineData("""{"xtc_probability":1.1}""", "xtc_probability", "invalid_value")]
    [InlineData("""{"xtc_threshold":-0.1}""", "xtc_threshold", "invalid_value")]
    [InlineData("""{"presence_penalty":2.1}""", "presence_penalty", "invalid_value")]
    [InlineData("""{"frequency_penalty":-2.1}""", "frequency_penalty", "invalid_value")]
    [InlineData("""{"logit_bias":{"x":1}}""", "logit_bias", "invalid_value")]
    [InlineData("""{"logit_bias":{"99999":1}}""", "logit_bias", "invalid_value")]
    [InlineData("""{"logit_bias":{"7":101}}""", "logit_bias.7", "invalid_value")]
    [InlineData("""{"logit_bias":{"7":1,"07":1}}""", "logit_bias", "invalid_value")]
    [InlineData("""{"logit_bias":[1]}""", "logit_bias", "invalid_type")]
    [InlineData("""{"logit_bias":{"[":"x"}}""", "logit_bias['[']", "invalid_type")]
    [InlineData("""{"logit_bias":{"[0]":"x"}}""", "logit_bias['[0]']", "invalid_type")]
    [InlineData("""{"seed":"x"}""", "seed", "invalid_type")]
    [InlineData("""{"stop":7}""", "stop", "invalid_type")]
    [InlineData("""{"stop":["a",7]}""", "stop", "invalid_type")]
    [InlineData("""{"stop":["a","b","c","d","e"]}""", "stop", "invalid_value")]
    [InlineData("""{"stop":""}""", "stop", "invalid_value")]
    [InlineData("""{"n":128}""", "n", "invalid_value")]
    [InlineData("""{"n":0}""", "n", "invalid_value")]
    [InlineData("""{"n":129}""", "n", "invalid_value")]
    [InlineData("""{"audio":{}}""", "audio", "unsupported_parameter")]
    [InlineData("""{"modalities":["text","audio"]}""", "modalities", "unsupported_parameter")]
    [InlineData("""{"verbosity":"low"}""", "verbosity", "unsupported_parameter")]
    [InlineData("""{"web_search_options":{}}""", "web_search_options", "unsupported_parameter")]
    [InlineData("""{"compression":"wobble"}""", "compression.method", "invalid_value")]
    [InlineData("""{"compression":7}""", "compression", "invalid_type")]
    [InlineData("""{"compression":{"cache_tokens":3}}""", "compression.cache_tokens", "invalid_value")]
    [InlineData("""{"compression":{"interval":0,"method":"lightthinker-token"}}""", "compression.interval", "invalid_value")]
    [InlineData("""{"compression":{"interval":"x"}}""", "compression.interval", "invalid_type")]
    [InlineData("""{"compression":{"wobble":1}}""", "compression.wobble", "unknown_parameter")]
    [InlineData("""{"chat_template_kwargs":7}""", "chat_template_kwargs", "invalid_type")]
    [InlineData("""{"chat_template_kwargs":{"messages":[]}}""", "chat_template_kwargs", "invalid_value")]
    public async Task Chat_WithABadField_NamesIt(string fields, string param, string code)
    {
        using HttpResponseMessage response = await shared.Server.ChatAsync(fields);

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("""{"model":"org/test",}""")]
    [InlineData("""{"model":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"model":'x'}""")]
    [InlineData("""{"temperature":NaN}""")]
    [InlineData("/* x */ {}")]
    public async Task Chat_WithMalformedJson_IsRefused(string body)
    {
        using HttpResponseMessage response = await shared.Server.PostAsync(body);

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("invalid_json", error.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, error.GetProperty("param").ValueKind);
    }

    [Theory]
    [InlineData("[]", "an array")]
    [InlineData("null", "null")]
    [InlineData("7", "the number 7")]
    [InlineData("\"x\"", "a string")]
    public async Task Chat_WithoutAnObject_SaysWhatCame(string body, string kind)
    {
        using HttpResponseMessage response = await shared.Server.PostAsync(body);

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal($"The request body must be an object, but is {kind}.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Chat_WithAWrongType_SaysWhatIsExpectedAndWhatCame()
    {
        using HttpResponseMessage response = await shared.Server.ChatAsync("""{"temperature":"hot"}""");

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal(
            "Invalid type for 'temperature': expected a number, but got a string instead.",
            error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Chat_WithAFieldTwice_IsRefused()
    {
        using HttpResponseMessage response = await shared.Server.PostAsync(
            """{"model":"org/test","temperature":0,"temperature":1,"messages":[]}""");

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains("temperature", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_WithInvalidUtf8_IsRefused()
    {
        byte[] body = [.. "{\"model\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        using HttpResponseMessage response = await shared.Server.PostAsync(body);

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("The request body is not valid UTF-8.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Chat_NestedTooDeeply_IsRefused()
    {
        string body = $$"""{"metadata":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";

        using HttpResponseMessage response = await shared.Server.PostAsync(body);

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("invalid_json", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Chat_WithABodyOverTheLimit_Is413()
    {
        using HttpResponseMessage response = await shared.Server.PostAsync(new byte[10 * 1024 * 1024]);

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("request_too_large", error.GetProperty("code").GetString());
        Assert.Contains(
            "Server:MaxRequestBodyBytes",
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Chat_WithoutJson_Is415(string? contentType)
    {
        using HttpResponseMessage response = await shared.Server.PostAsync(Encoding.UTF8.GetBytes("{}"), contentType);

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("unsupported_media_type", error.GetProperty("code").GetString());
        Assert.Contains("application/json", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_WithAnUnknownModel_Is404()
    {
        using HttpResponseMessage response = await shared.Server.ChatAsync("""{"model":"gpt-9"}""");

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.NotFound);
        Assert.Equal("model_not_found", error.GetProperty("code").GetString());
        Assert.Equal("model", error.GetProperty("param").GetString());
        Assert.Contains("org/test", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_WithAPromptOverTheContext_SaysBothNumbers()
    {
        string text = new('x', 500);

        using HttpResponseMessage response =
            await shared.Server.ChatAsync($$"""{"messages":[{"role":"user","content":"{{text}}"}]}""");

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("context_length_exceeded", error.GetProperty("code").GetString());
        Assert.Equal("messages", error.GetProperty("param").GetString());
        Assert.Contains("519 tokens", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("at most 199", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound, "unknown_url")]
    [InlineData("POST", "/", HttpStatusCode.NotFound, "unknown_url")]
    [InlineData("GET", "/v1/chat/completions", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("DELETE", "/v1/models", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("POST", "/health", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    public async Task Request_ToNothing_IsAnErrorObject(string method, string path, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response =
            await shared.Server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(code, (await ReadErrorAsync(response, status)).GetProperty("code").GetString());
        Assert.True(response.Headers.Contains("x-request-id"));
    }

    private static async Task<JsonElement> ReadErrorAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        JsonElement body = await TestServer.ReadAsync(response);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {body}");
        Assert.Equal(["error"], body.EnumerateObject().Select(property => property.Name));
        JsonElement error = body.GetProperty("error");
        Assert.Equal(["message", "type", "param", "code"], error.EnumerateObject().Select(property => property.Name));
        return error;
    }
}
