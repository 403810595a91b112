using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>Each kind of mistake in a chat request, whole and streamed, against the public schema of errors.</summary>
[Collection(RunningServerTests.Name)]
public sealed class ErrorMatrixTests(RunningServer server)
{
    private const string Invalid = "invalid_request_error";
    private const int MoreThanABodyMayHave = 5_000_000;

    [Theory]
    [InlineData("""{"temperature":5}""", 400, "temperature", "invalid_value")]
    [InlineData("""{"top_p":"much"}""", 400, "top_p", "invalid_type")]
    [InlineData("""{"n":0}""", 400, "n", "invalid_value")]
    [InlineData("""{"n":129}""", 400, "n", "invalid_value")]
    [InlineData("""{"stop":["a","b","c","d","e"]}""", 400, "stop", "invalid_value")]
    [InlineData("""{"logit_bias":{"1":200}}""", 400, "logit_bias.1", "invalid_value")]
    [InlineData("""{"logprobs":true,"top_logprobs":21}""", 400, "top_logprobs", "invalid_value")]
    [InlineData("""{"top_logprobs":2}""", 400, "top_logprobs", "invalid_value")]
    [InlineData("""{"max_tokens":0}""", 400, "max_tokens", "invalid_value")]
    [InlineData("""{"messages":null}""", 400, "messages", "missing_required_parameter")]
    [InlineData("""{"messages":[]}""", 400, "messages", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}]}""", 400, "messages[0].content[0].type", "unsupported_parameter")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"a b"}}]}""", 400, "tools[0].function.name", "invalid_value")]
    [InlineData("""{"tool_choice":"required"}""", 400, "tool_choice", "invalid_value")]
    [InlineData("""{"response_format":{"type":"xml"}}""", 400, "response_format.type", "invalid_value")]
    [InlineData("""{"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"not":{}}}}}""", 400, "response_format.json_schema.schema", "invalid_value")]
    [InlineData("""{"grammar":"root ::= ("}""", 400, "grammar", "invalid_value")]
    [InlineData("""{"reasoning_effort":"huge"}""", 400, "reasoning_effort", "invalid_value")]
    [InlineData("""{"compression":"zip"}""", 400, "compression.method", "invalid_value")]
    [InlineData("""{"audio":{"voice":"x"}}""", 400, "audio", "unsupported_parameter")]
    [InlineData("""{"wobble":1}""", 400, "wobble", "unknown_parameter")]
    [InlineData("""{"model":"gpt-9"}""", 404, "model", "model_not_found")]
    public async Task Mistake_WholeAndStreamed_IsNamedInTheProtocolsForm(string fields, int status, string param, string code)
    {
        foreach (bool stream in (bool[])[false, true])
        {
            Dictionary<string, object> body = RunningServer.Body("Hi", JsonDocument.Parse(fields).RootElement);
            body["stream"] = stream;
            using HttpResponseMessage response = await server.Client.PostAsJsonAsync(
                "v1/chat/completions", body, TestContext.Current.CancellationToken);

            Assert.Equal((Invalid, param, code), await ReadAsync(response, (HttpStatusCode)status));
        }
    }

    [Theory]
    [InlineData("GET", "v1/chat/completions", null, null, 405, "method_not_allowed")]
    [InlineData("POST", "v1/chat/completions", "{}", "text/plain", 415, "unsupported_media_type")]
    [InlineData("POST", "v1/chat/completions", "{", "application/json", 400, "invalid_json")]
    [InlineData("POST", "v1/chat/completions", "[]", "application/json", 400, "invalid_type")]
    [InlineData("POST", "v1/chat/completions", "", "application/json", 400, "invalid_json")]
    [InlineData("POST", "v1/nothing", "{}", "application/json", 404, "unknown_url")]
    [InlineData("GET", "v1/models/gpt-9", null, null, 404, "model_not_found")]
    public async Task Request_OfAWrongKind_IsRefusedInTheProtocolsForm(
        string method, string path, string? body, string? type, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type!));
        using HttpResponseMessage response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        (string kind, _, string? actual) = await ReadAsync(response, (HttpStatusCode)status);
        Assert.Equal((Invalid, code), (kind, actual));
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_IsRefusedInTheProtocolsForm()
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync(
            "v1/chat/completions",
            RunningServer.Body(new string('x', MoreThanABodyMayHave)),
            TestContext.Current.CancellationToken);

        (string kind, _, string? code) = await ReadAsync(response, HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal((Invalid, "request_too_large"), (kind, code));
    }

    private static async Task<(string Type, string? Param, string? Code)> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Single(response.Headers.GetValues("x-request-id"));
        JsonElement body = JsonDocument.Parse(text).RootElement;
        ChatSchema.Error(body, "answer");
        JsonElement error = body.GetProperty("error");
        return (error.GetProperty("type").GetString()!, error.GetProperty("param").GetString(), error.GetProperty("code").GetString());
    }
}
