using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponsesBadRequestTests(SharedServer shared)
    : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("""{"model":null}""", "model", "missing_required_parameter")]
    [InlineData("""{"input":null}""", "input", "missing_required_parameter")]
    [InlineData("""{"input":[]}""", "input", "invalid_value")]
    [InlineData("""{"input":7}""", "input", "invalid_type")]
    [InlineData("""{"input":[7]}""", "input[0]", "invalid_type")]
    [InlineData("""{"input":[null]}""", "input[0]", "invalid_type")]
    [InlineData("""{"input":[{}]}""", "input[0].type", "missing_required_parameter")]
    [InlineData("""{"input":[{"role":"user"}]}""", "input[0].content", "missing_required_parameter")]
    [InlineData("""{"input":[{"role":"user","content":7}]}""", "input[0].content", "invalid_type")]
    [InlineData("""{"input":[{"role":"user","content":[]}]}""", "input[0].content", "invalid_value")]
    [InlineData("""{"input":[{"role":"user","content":[null]}]}""", "input[0].content[0]", "invalid_type")]
    [InlineData("""{"input":[{"role":"user","content":[{"text":"x"}]}]}""", "input[0].content[0].type", "missing_required_parameter")]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_text"}]}]}""", "input[0].content[0].text", "missing_required_parameter")]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_text","text":7}]}]}""", "input[0].content[0].text", "invalid_type")]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_text","text":"x","wobble":1}]}]}""", "input[0].content[0].wobble", "unknown_parameter")]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_image","image_url":"u"}]}]}""", "input[0].content[0].type", "unsupported_parameter")]
    [InlineData("""{"input":[{"role":"king","content":"x"}]}""", "input[0].role", "invalid_value")]
    [InlineData("""{"input":[{"type":"message","content":"x"}]}""", "input[0].role", "missing_required_parameter")]
    [InlineData("""{"input":[{"role":"user","content":"x","name":"n"}]}""", "input[0].name", "unknown_parameter")]
    [InlineData("""{"input":[{"role":"user","content":"x","wobble":1}]}""", "input[0].wobble", "unknown_parameter")]
    [InlineData("""{"input":[{"type":"web_search_call","id":"w"}]}""", "input[0].type", "unsupported_parameter")]
    [InlineData("""{"input":[{"type":"function_call","name":"f","arguments":"{}"}]}""", "input[0].call_id", "missing_required_parameter")]
    [InlineData("""{"input":[{"type":"function_call","call_id":"c","arguments":"{}"}]}""", "input[0].name", "missing_required_parameter")]
    [InlineData("""{"input":[{"type":"function_call","call_id":"c","name":"f"}]}""", "input[0].arguments", "missing_required_parameter")]
    [InlineData("""{"input":[{"type":"function_call_output","output":"x"}]}""", "input[0].call_id", "missing_required_parameter")]
    [InlineData("""{"input":[{"type":"function_call_output","call_id":"c"}]}""", "input[0].output", "missing_required_parameter")]
    [InlineData("""{"input":[{"type":"reasoning","summary":[{"type":"input_text","text":"x"}]}]}""", "input[0].summary[0].type", "unsupported_parameter")]
    [InlineData("""{"input":[{"type":"reasoning","summary":[],"encrypted_content":"gAAAA"}]}""", "input[0].encrypted_content", "invalid_value")]
    [InlineData("""{"input":[{"type":"reasoning","encrypted_content":"lightthinker.1.!"}]}""", "input[0].encrypted_content", "invalid_value")]
    [InlineData("""{"input":[{"type":"item_reference"}]}""", "input[0].id", "missing_required_parameter")]
    [InlineData("""{"wobble":1}""", "wobble", "unknown_parameter")]
    [InlineData("""{"messages":[]}""", "messages", "unknown_parameter")]
    [InlineData("""{"max_tokens":5}""", "max_tokens", "unknown_parameter")]
    [InlineData("""{"n":1}""", "n", "unknown_parameter")]
    [InlineData("""{"max_output_tokens":0}""", "max_output_tokens", "invalid_value")]
    [InlineData("""{"max_output_tokens":40000}""", "max_output_tokens", "invalid_value")]
    [InlineData("""{"max_output_tokens":"x"}""", "max_output_tokens", "invalid_type")]
    [InlineData("""{"temperature":5}""", "temperature", "invalid_value")]
    [InlineData("""{"top_p":2}""", "top_p", "invalid_value")]
    [InlineData("""{"top_logprobs":21}""", "top_logprobs", "invalid_value")]
    [InlineData("""{"top_k":-1}""", "top_k", "invalid_value")]
    [InlineData("""{"top_k":"x"}""", "top_k", "invalid_type")]
    [InlineData("""{"stop":["a",7]}""", "stop", "invalid_type")]
    [InlineData("""{"compression":"wobble"}""", "compression.method", "invalid_value")]
    [InlineData("""{"background":true}""", "background", "unsupported_parameter")]
    [InlineData("""{"conversation":"conv_1"}""", "conversation", "unsupported_parameter")]
    [InlineData("""{"conversation":{"id":"conv_1"}}""", "conversation", "unsupported_parameter")]
    [InlineData("""{"prompt":{"id":"p"}}""", "prompt", "unsupported_parameter")]
    [InlineData("""{"context_management":[{"type":"compaction"}]}""", "context_management", "unsupported_parameter")]
    [InlineData("""{"truncation":"some"}""", "truncation", "invalid_value")]
    [InlineData("""{"stream_options":{}}""", "stream_options", "invalid_value")]
    [InlineData("""{"stream":true,"stream_options":{"include_usage":true}}""", "stream_options.include_usage", "unknown_parameter")]
    [InlineData("""{"include":["wobble"]}""", "include[0]", "invalid_value")]
    [InlineData("""{"reasoning":{"summary":"long"}}""", "reasoning.summary", "invalid_value")]
    [InlineData("""{"reasoning":{"wobble":1}}""", "reasoning.wobble", "unknown_parameter")]
    [InlineData("""{"text":{"verbosity":"low"}}""", "text.verbosity", "unsupported_parameter")]
    [InlineData("""{"text":{"wobble":1}}""", "text.wobble", "unknown_parameter")]
    [InlineData("""{"text":{"format":{}}}""", "text.format.type", "missing_required_parameter")]
    [InlineData("""{"text":{"format":{"type":"xml"}}}""", "text.format.type", "invalid_value")]
    [InlineData("""{"text":{"format":{"type":"text","wobble":1}}}""", "text.format.wobble", "unknown_parameter")]
    [InlineData("""{"metadata":{"k":7}}""", "metadata.k", "invalid_type")]
    [InlineData("""{"metadata":{"k":null}}""", "metadata", "invalid_value")]
    [InlineData("""{"tools":[null]}""", "tools[0]", "invalid_type")]
    [InlineData("""{"tools":[{"name":"f"}]}""", "tools[0].type", "missing_required_parameter")]
    [InlineData("""{"tools":[{"type":"web_search"}]}""", "tools[0].type", "unsupported_parameter")]
    [InlineData("""{"tools":[{"type":"function"}]}""", "tools[0].name", "missing_required_parameter")]
    [InlineData("""{"tools":[{"type":"function","name":"f","wobble":1}]}""", "tools[0].wobble", "unknown_parameter")]
    [InlineData("""{"tool_choice":"maybe"}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tool_choice":7}""", "tool_choice", "invalid_type")]
    [InlineData("""{"tool_choice":"required"}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"function"}}""", "tool_choice.name", "missing_required_parameter")]
    [InlineData("""{"tool_choice":{"type":"function","name":"f"}}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"file_search"}}""", "tool_choice.type", "unsupported_parameter")]
    [InlineData("""{"tool_choice":{"type":"allowed_tools","tools":[]}}""", "tool_choice.mode", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"allowed_tools","mode":"auto"}}""", "tool_choice.tools", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"mcp"}]}}""", "tool_choice.tools[0].type", "unsupported_parameter")]
    [InlineData("""{"tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]}}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tools":[{"type":"function","name":"f g"}]}""", "tools[0].name", "invalid_value")]
    [InlineData("""{"tools":[{"type":"function","name":"f","parameters":{"type":"wobble"},"strict":true}]}""", "tools[0].parameters", "invalid_value")]
    [InlineData("""{"text":{"format":{"type":"json_schema","schema":{}}}}""", "text.format.name", "missing_required_parameter")]
    [InlineData("""{"text":{"format":{"type":"json_schema","name":"a"}}}""", "text.format.schema", "missing_required_parameter")]
    [InlineData("""{"text":{"format":{"type":"json_schema","name":"a","schema":{"type":"wobble"}}}}""", "text.format.schema", "invalid_value")]
    [InlineData("""{"reasoning":{"effort":"some"}}""", "reasoning.effort", "invalid_value")]
    [InlineData("""{"grammar":"root ::= ("}""", "grammar", "invalid_value")]
    [InlineData("""{"previous_response_id":"resp_none"}""", "previous_response_id", "previous_response_not_found")]
    public async Task Response_WithABadField_NamesIt(string fields, string param, string code)
    {
        using HttpResponseMessage response = await shared.Server.RespondAsync(fields);

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(code, ResponsesClient.Text(error, "code"));
        Assert.NotEqual("", ResponsesClient.Text(error, "message"));
    }

    [Theory]
    [InlineData("""{"model":"gpt-9"}""", "model", "model_not_found")]
    [InlineData("""{"input":[{"type":"item_reference","id":"msg_none"}]}""", "input[0].id", "item_not_found")]
    public async Task Response_WithWhatIsNotThere_Is404(string fields, string param, string code)
    {
        using HttpResponseMessage response = await shared.Server.RespondAsync(fields);

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(param, ResponsesClient.Text(error, "param"));
        Assert.Equal(code, ResponsesClient.Text(error, "code"));
    }

    [Fact]
    public async Task Response_WithTooManyLabels_IsRefused()
    {
        string labels = JsonSerializer.Serialize(Enumerable.Range(0, 17).ToDictionary(i => $"k{i}", _ => "v"));

        using HttpResponseMessage response = await shared.Server.RespondAsync($$"""{"metadata":{{labels}}}""");

        Assert.Equal("metadata", ResponsesClient.Text((await TestServer.ReadAsync(response)).GetProperty("error"), "param"));
    }

    [Theory]
    [InlineData("""{"input":7}""", "Invalid type for 'input': expected a string or an array of items, but got the number 7 instead.")]
    [InlineData("""{"input":[{"role":"user","content":{}}]}""", "Invalid type for 'input[0].content': expected a string or an array of parts, but got an object instead.")]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_text","text":7}]}]}""", "Invalid type for 'input[0].content[0].text': expected a string, but got the number 7 instead.")]
    [InlineData("""{"reasoning":"high"}""", "Invalid type for 'reasoning': expected an object, but got a string instead.")]
    [InlineData("""{"max_output_tokens":40000}""", "Invalid 'max_output_tokens': 40000 is above this server's cap of 32768 tokens (setting Generation:MaxTokensCap).")]
    public async Task Response_WithAMistake_SaysItInThisProtocolsNames(string fields, string message)
    {
        using HttpResponseMessage response = await shared.Server.RespondAsync(fields);

        Assert.Equal(message, ResponsesClient.Text((await TestServer.ReadAsync(response)).GetProperty("error"), "message"));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("auto")]
    public async Task Response_WithATurnOverTheContext_SaysSoOfTheInput(string truncation)
    {
        using HttpResponseMessage response = await shared.Server.RespondAsync(
            $$"""{"truncation":"{{truncation}}","input":"{{new string('x', 500)}}"}""");

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal("context_length_exceeded", ResponsesClient.Text(error, "code"));
        Assert.Equal("input", ResponsesClient.Text(error, "param"));
    }

    [Theory]
    [InlineData("GET", "/v1/responses", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/v1/responses/resp_1", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/responses/resp_1/wobble", HttpStatusCode.NotFound)]
    public async Task Request_ToNothing_IsAnErrorObject(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response = await shared.Server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("invalid_request_error", ResponsesClient.Text((await TestServer.ReadAsync(response)).GetProperty("error"), "type"));
    }

    [Fact]
    public async Task Count_WithABadField_NamesIt()
    {
        using HttpResponseMessage response =
            await shared.Server.PostToAsync("/v1/responses/input_tokens", """{"input":"x","personality":"friendly"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("personality", ResponsesClient.Text((await TestServer.ReadAsync(response)).GetProperty("error"), "param"));
    }
}
