using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessagesErrorTests(MessagesErrorTests.SharedServer shared) : IClassFixture<MessagesErrorTests.SharedServer>
{
    private const string Call =
        """{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]}""";

    [Theory]
    [InlineData("""{"model":null}""", "model", "missing_required_parameter")]
    [InlineData("""{"max_tokens":null}""", "max_tokens", "missing_required_parameter")]
    [InlineData("""{"max_tokens":0}""", "max_tokens", "invalid_value")]
    [InlineData("""{"max_tokens":40000}""", "max_tokens", "invalid_value")]
    [InlineData("""{"max_tokens":"x"}""", "max_tokens", "invalid_type")]
    [InlineData("""{"temperature":1.1}""", "temperature", "invalid_value")]
    [InlineData("""{"top_p":1.1}""", "top_p", "invalid_value")]
    [InlineData("""{"top_k":-1}""", "top_k", "invalid_value")]
    [InlineData("""{"stop_sequences":"x"}""", "stop_sequences", "invalid_type")]
    [InlineData("""{"stop_sequences":["a","b","c","d","e"]}""", "stop_sequences", "invalid_value")]
    [InlineData("""{"stop_sequences":[""]}""", "stop_sequences", "invalid_value")]
    [InlineData("""{"stop_sequences":["a",null]}""", "stop_sequences[1]", "invalid_type")]
    [InlineData("""{"stop_sequences":["a",7]}""", "stop_sequences[1]", "invalid_type")]
    [InlineData("""{"stream":1}""", "stream", "invalid_type")]
    [InlineData("""{"wobble":1}""", "wobble", "unknown_parameter")]
    [InlineData("""{"container":"c"}""", "container", "unsupported_parameter")]
    [InlineData("""{"mcp_servers":[{}]}""", "mcp_servers", "unsupported_parameter")]
    [InlineData("""{"thread":{"type":"create"}}""", "thread", "thread_unsupported_request")]
    [InlineData("""{"compression":"wobble"}""", "compression.method", "invalid_value")]
    [InlineData("""{"system":7}""", "system", "invalid_type")]
    [InlineData("""{"system":[{"type":"image"}]}""", "system[0].type", "unsupported_parameter")]
    [InlineData("""{"system":[{"type":"text"}]}""", "system[0].text", "missing_required_parameter")]
    [InlineData("""{"system":[{"type":"text","text":7}]}""", "system[0].text", "invalid_type")]
    [InlineData("""{"system":[null]}""", "system[0]", "invalid_type")]
    [InlineData("""{"thinking":{}}""", "thinking.type", "missing_required_parameter")]
    [InlineData("""{"thinking":{"type":"between_tools"}}""", "thinking.type", "invalid_value")]
    [InlineData("""{"thinking":{"type":"enabled"}}""", "thinking.budget_tokens", "missing_required_parameter")]
    [InlineData("""{"thinking":{"type":"enabled","budget_tokens":0}}""", "thinking.budget_tokens", "invalid_value")]
    [InlineData("""{"thinking":{"type":"enabled","budget_tokens":50}}""", "thinking.budget_tokens", "invalid_value")]
    [InlineData("""{"thinking":{"type":"adaptive","display":"x"}}""", "thinking.display", "invalid_value")]
    [InlineData("""{"thinking":{"type":"adaptive","wobble":1}}""", "thinking.wobble", "unknown_parameter")]
    [InlineData("""{"output_config":{"wobble":1}}""", "output_config.wobble", "unknown_parameter")]
    [InlineData("""{"output_config":{"format":{"type":"x"}}}""", "output_config.format.type", "invalid_value")]
    [InlineData("""{"output_config":{"format":{"type":"json_schema"}}}""", "output_config.format.schema", "invalid_value")]
    [InlineData("""{"tools":[null]}""", "tools[0]", "invalid_type")]
    [InlineData("""{"tools":[{"type":"bash_20250124","name":"bash"}]}""", "tools[0].type", "unsupported_parameter")]
    [InlineData("""{"tools":[{"input_schema":{}}]}""", "tools[0].name", "missing_required_parameter")]
    [InlineData("""{"tools":[{"name":"f"}]}""", "tools[0].input_schema", "missing_required_parameter")]
    [InlineData("""{"tools":[{"name":"f","input_schema":[]}]}""", "tools[0].input_schema", "invalid_type")]
    [InlineData("""{"tools":[{"name":"f","input_schema":{},"defer_loading":true}]}""", "tools[0].defer_loading", "unsupported_parameter")]
    [InlineData("""{"tools":[{"name":"f","input_schema":{},"wobble":1}]}""", "tools[0].wobble", "unknown_parameter")]
    [InlineData("""{"tool_choice":{}}""", "tool_choice.type", "missing_required_parameter")]
    [InlineData("""{"tool_choice":{"type":"x"}}""", "tool_choice.type", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"tool"}}""", "tool_choice.name", "missing_required_parameter")]
    [InlineData("""{"tools":[{"name":"f","input_schema":{"type":"object","type":"object"}}]}""", "tools[0].input_schema", "invalid_json")]
    [InlineData("""{"messages":null}""", "messages", "missing_required_parameter")]
    [InlineData("""{"messages":[]}""", "messages", "invalid_value")]
    [InlineData("""{"messages":[null]}""", "messages[0]", "invalid_type")]
    [InlineData("""{"messages":[{"content":"x"}]}""", "messages[0].role", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"tool","content":"x"}]}""", "messages[0].role", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "messages[0].content", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[]}]}""", "messages[0].content", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "messages[0].content", "invalid_type")]
    [InlineData("""{"messages":[{"role":"user","content":[7]}]}""", "messages[0].content[0]", "invalid_type")]
    [InlineData("""{"messages":[{"role":"user","content":[null]}]}""", "messages[0].content[0]", "invalid_type")]
    [InlineData("""{"messages":[{"role":"user","content":"x","wobble":1}]}""", "messages[0].wobble", "unknown_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"x"}]}]}""", "messages[0].content[0].type", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text"}]}]}""", "messages[0].content[0].text", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"x","wobble":1}]}]}""", "messages[0].content[0].wobble", "unknown_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image","source":{}}]}]}""", "messages[0].content[0].type", "unsupported_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"document"}]}]}""", "messages[0].content[0].type", "unsupported_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"thinking","thinking":"x"}]}]}""", "messages[0].content[0].type", "invalid_value")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_result","tool_use_id":"x"}]}]}""", "messages[0].content[0].type", "invalid_value")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"thinking"}]}]}""", "messages[0].content[0].thinking", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","name":"f","input":{}}]}]}""", "messages[0].content[0].id", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","input":{}}]}]}""", "messages[0].content[0].name", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f"}]}]}""", "messages[0].content[0].input", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result"}]}]}""", "messages[0].content[0].tool_use_id", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"x"}]}]}""", "messages[0].content[0].tool_use_id", "invalid_value")]
    [InlineData("""{"messages":[""" + Call + """,{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image"}]}]}]}""", "messages[1].content[0].content[0].type", "unsupported_parameter")]
    [InlineData("""{"messages":[""" + Call + """,{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":7}]}]}]}""", "messages[1].content[0].content[0].text", "invalid_type")]
    [InlineData("""{"messages":[""" + Call + """]}""", "messages[0].content", "invalid_value")]
    [InlineData("""{"messages":[{"role":"assistant","content":""}]}""", "messages[0].content", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user","content":"A"},{"role":"assistant","content":[{"type":"thinking","thinking":"T"}]}]}""", "messages[1].content", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user","content":"A"},{"role":"assistant","content":"{"}],"output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}}""", "output_config.format", "invalid_value")]
    [InlineData("""{"output_config":{"effort":"some"}}""", "output_config.effort", "invalid_value")]
    [InlineData("""{"output_config":{"format":{"type":"json_schema","schema":{"type":"wobble"}}}}""", "output_config.format.schema", "invalid_value")]
    [InlineData("""{"tools":[{"name":"f","input_schema":{"type":"wobble"},"strict":true}]}""", "tools[0].input_schema", "invalid_value")]
    [InlineData("""{"tools":[{"name":"f g","input_schema":{}}]}""", "tools[0].name", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"any"}}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tools":[{"name":"f","input_schema":{}}],"tool_choice":{"type":"tool","name":"g"}}""", "tool_choice", "invalid_value")]
    public async Task Message_WithABadField_NamesIt(string fields, string param, string code)
    {
        using HttpResponseMessage response = await shared.Server.MessageAsync(fields);

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request_error");
        Assert.Equal(param, error.GetProperty("details").GetProperty("param").GetString());
        Assert.Equal(code, error.GetProperty("details").GetProperty("error_code").GetString());
    }

    [Theory]
    [InlineData(50)]
    [InlineData(58)]
    [InlineData(59)]
    [InlineData(60)]
    public async Task Message_WithADeeplyNestedSchema_IsAMistakeAtMost(int depth)
    {
        string schema = string.Concat(Enumerable.Repeat("{\"items\":", depth)) + "{}" + new string('}', depth);

        using HttpResponseMessage response =
            await shared.Server.MessageAsync($$"""{"tools":[{"name":"f","input_schema":{{schema}}}]}""");

        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Message_ContentOfAWrongType_SaysWhatIsExpected()
    {
        using HttpResponseMessage response = await shared.Server.MessageAsync("""{"messages":[{"role":"user","content":7}]}""");

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request_error");
        Assert.Equal(
            "Invalid type for 'messages[0].content': expected a string or an array of blocks, but got the number 7 instead.",
            error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Message_PromptTooLong_IsRefused()
    {
        string text = new('x', 300);

        using HttpResponseMessage response =
            await shared.Server.MessageAsync($$"""{"messages":[{"role":"user","content":"{{text}}"}]}""");

        JsonElement error = await ReadErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request_error");
        Assert.Equal("context_length_exceeded", error.GetProperty("details").GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Message_MalformedJson_IsRefused()
    {
        using HttpResponseMessage response = await shared.Server.PostToAsync(MessagesClient.Path, "{");

        await ReadErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request_error");
    }

    [Fact]
    public async Task Message_UnknownModel_IsNotFound()
    {
        using HttpResponseMessage response = await shared.Server.MessageAsync("""{"model":"claude"}""");

        await ReadErrorAsync(response, HttpStatusCode.NotFound, "not_found_error");
    }

    [Fact]
    public async Task Message_NotJson_IsRefused()
    {
        using HttpResponseMessage response = await shared.Server.PostToAsync(MessagesClient.Path, "{}", "text/plain");

        await ReadErrorAsync(response, HttpStatusCode.UnsupportedMediaType, "invalid_request_error");
    }

    [Fact]
    public async Task Messages_OtherMethod_IsRefused()
    {
        using HttpResponseMessage response = await shared.Server.GetAsync(MessagesClient.Path);

        await ReadErrorAsync(response, HttpStatusCode.MethodNotAllowed, "invalid_request_error");
    }

    [Fact]
    public async Task Messages_OtherPath_IsNotFound()
    {
        using HttpResponseMessage response = await shared.Server.PostToAsync("/v1/messages/batches", "{}");

        await ReadErrorAsync(response, HttpStatusCode.NotFound, "not_found_error");
    }

    [Fact]
    public async Task Message_TooLarge_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync(null, "--Server:MaxRequestBodyBytes=1024");

        using HttpResponseMessage response = await server.PostToAsync(MessagesClient.Path, new string(' ', 2000));

        await ReadErrorAsync(response, HttpStatusCode.RequestEntityTooLarge, "request_too_large");
    }

    [Fact]
    public async Task Message_WhileTheModelLoads_CanBeRetried()
    {
        using var model = new ScriptedModelLoader();
        model.Hold();
        await using TestServer server = await TestServer.StartLoadingAsync(model);

        using HttpResponseMessage response = await server.MessageAsync();

        await ReadErrorAsync(response, HttpStatusCode.ServiceUnavailable, "overloaded_error");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Message_QueueFull_CanBeRetried()
    {
        var model = new ScriptedModelLoader { Script = ["x"], TrainedContext = 1_000_000, CellCount = 1_000_000 };
        await using TestServer server = await TestServer.StartAsync(model, "--Engine:MaxRunning=1", "--Engine:MaxQueued=1");
        model.Hold();
        using HttpResponseMessage first = await server.MessageAsync("""{"stream":true}""");
        Task<HttpResponseMessage> second = server.MessageAsync("""{"stream":true}""");
        await server.WaitForQueuedAsync(1);

        using HttpResponseMessage third = await server.MessageAsync();

        await ReadErrorAsync(third, HttpStatusCode.TooManyRequests, "rate_limit_error");
        Assert.NotNull(third.Headers.RetryAfter);
        model.Release();
        (await second).Dispose();
    }

    [Fact]
    public async Task Message_WhenTheEngineBreaks_IsAServerError()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Model.DecodeFailure = new InvalidOperationException("device lost");

        using HttpResponseMessage response = await server.MessageAsync();

        await ReadErrorAsync(response, HttpStatusCode.InternalServerError, "api_error");
    }

    private static async Task<JsonElement> ReadErrorAsync(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        Assert.Equal(status, response.StatusCode);
        JsonElement body = await TestServer.ReadAsync(response);
        Assert.Equal(["type", "error", "request_id"], body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("error", body.GetProperty("type").GetString());
        Assert.Equal(Assert.Single(response.Headers.GetValues("request-id")), body.GetProperty("request_id").GetString());
        JsonElement error = body.GetProperty("error");
        Assert.Equal(["type", "message", "details"], error.EnumerateObject().Select(property => property.Name));
        Assert.Equal(type, error.GetProperty("type").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
        return error;
    }

    public sealed class SharedServer : IAsyncLifetime
    {
        internal TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
