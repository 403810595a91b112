using System.Net;
using System.Text.Json;
using LightThinker.Server.Tests.TextCompletions;

namespace LightThinker.Server.Tests.Endpoints;

public sealed class BadCompletionRequestTests
{
    [Theory]
    [InlineData("""{"model":null}""", "model", "missing_required_parameter")]
    [InlineData("""{"prompt":""}""", "prompt", "invalid_value")]
    [InlineData("""{"prompt":null}""", "prompt", "invalid_value")]
    [InlineData("""{"prompt":[]}""", "prompt", "invalid_value")]
    [InlineData("""{"prompt":["a",""]}""", "prompt[1]", "invalid_value")]
    [InlineData("""{"prompt":["a",1]}""", "prompt[1]", "invalid_type")]
    [InlineData("""{"prompt":{}}""", "prompt", "invalid_type")]
    [InlineData("""{"prompt":[1,264]}""", "prompt[1]", "invalid_value")]
    [InlineData("""{"prompt":[[1],[-1]]}""", "prompt[1][0]", "invalid_value")]
    [InlineData("""{"prompt":["a","a","a","a"]}""", "prompt", "invalid_value")]
    [InlineData("""{"max_tokens":-1}""", "max_tokens", "invalid_value")]
    [InlineData("""{"logprobs":6}""", "logprobs", "invalid_value")]
    [InlineData("""{"logprobs":true}""", "logprobs", "invalid_type")]
    [InlineData("""{"n":0}""", "n", "invalid_value")]
    [InlineData("""{"n":9}""", "n", "invalid_value")]
    [InlineData("""{"best_of":9}""", "best_of", "invalid_value")]
    [InlineData("""{"best_of":21}""", "best_of", "invalid_value")]
    [InlineData("""{"n":3,"best_of":2}""", "best_of", "invalid_value")]
    [InlineData("""{"best_of":2,"stream":true}""", "best_of", "invalid_value")]
    [InlineData("""{"suffix":"x"}""", "suffix", "unsupported_parameter")]
    [InlineData("""{"suffix":"x","echo":true}""", "echo", "invalid_value")]
    [InlineData("""{"temperature":3}""", "temperature", "invalid_value")]
    [InlineData("""{"stream_options":{}}""", "stream_options", "invalid_value")]
    [InlineData("""{"min_tokens":17}""", "min_tokens", "invalid_value")]
    [InlineData("""{"tools":[]}""", "tools", "unknown_parameter")]
    [InlineData("""{"messages":[]}""", "messages", "unknown_parameter")]
    [InlineData("""{"response_format":{"type":"xml"}}""", "response_format.type", "invalid_value")]
    public async Task Request_WithAMistake_IsRefusedByName(string fields, string param, string code)
    {
        await using TestServer server = await TestServer.StartAsync(null, "--Engine:MaxQueued=3", "--Engine:MaxRunning=8");

        using HttpResponseMessage response = await server.CompleteAsync(fields);

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Prompt_ThatIsTooLong_IsRefusedByName()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.CompleteAsync($$"""{"prompt":["a","{{new string('a', 300)}}"]}""");

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal("prompt[1]", error.GetProperty("param").GetString());
        Assert.Equal("context_length_exceeded", error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{"user":"u","metadata":{},"n":null}""")]
    [InlineData("""{"best_of":1,"stream":true}""")]
    public async Task Request_WithFieldsWithoutEffect_IsServed(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.CompleteAsync(fields);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
