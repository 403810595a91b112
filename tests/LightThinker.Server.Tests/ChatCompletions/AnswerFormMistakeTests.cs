using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.ChatCompletions;

/// <summary>Mistakes in the fields that say what an answer must look like.</summary>
public sealed class AnswerFormMistakeTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("""{"tools":7}""", "tools", "invalid_type")]
    [InlineData("""{"tools":[null]}""", "tools[0]", "invalid_type")]
    [InlineData("""{"tools":[{}]}""", "tools[0].type", "missing_required_parameter")]
    [InlineData("""{"tools":[{"type":"web_search"}]}""", "tools[0].type", "unsupported_parameter")]
    [InlineData("""{"tools":[{"type":"function"}]}""", "tools[0].function", "missing_required_parameter")]
    [InlineData("""{"tools":[{"type":"function","function":{}}]}""", "tools[0].function.name", "missing_required_parameter")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"a b"}}]}""", "tools[0].function.name", "invalid_value")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"a","wobble":1}}]}""", "tools[0].function.wobble", "unknown_parameter")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"a","parameters":[]}}]}""", "tools[0].function.parameters", "invalid_type")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"a"}},{"type":"function","function":{"name":"a"}}]}""", "tools[1].function.name", "invalid_value")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"a","strict":true,"parameters":{"type":"object","patternProperties":{}}}}]}""", "tools[0].function.parameters", "invalid_value")]
    [InlineData("""{"tool_choice":"required"}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tool_choice":"wobble"}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[]}},"tools":[{"type":"function","function":{"name":"a"}}]}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tool_choice":7}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"function"}}""", "tool_choice", "invalid_value")]
    [InlineData("""{"tool_choice":{"type":"function","function":{"name":"b"}},"tools":[{"type":"function","function":{"name":"a"}}]}""", "tool_choice", "invalid_value")]
    [InlineData("""{"functions":[{}]}""", "functions", "unsupported_parameter")]
    [InlineData("""{"response_format":{}}""", "response_format.type", "missing_required_parameter")]
    [InlineData("""{"response_format":{"type":"xml"}}""", "response_format.type", "invalid_value")]
    [InlineData("""{"response_format":{"type":"text","wobble":1}}""", "response_format.wobble", "unknown_parameter")]
    [InlineData("""{"response_format":{"type":"json_schema"}}""", "response_format.json_schema", "missing_required_parameter")]
    [InlineData("""{"response_format":{"type":"json_schema","json_schema":{"schema":{}}}}""", "response_format.json_schema.name", "missing_required_parameter")]
    [InlineData("""{"response_format":{"type":"json_schema","json_schema":{"name":"a"}}}""", "response_format.json_schema.schema", "missing_required_parameter")]
    [InlineData("""{"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":7}}}""", "response_format.json_schema.schema", "invalid_value")]
    [InlineData("""{"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"wobble":7}}}}""", "response_format.json_schema.schema", "invalid_value")]
    [InlineData("""{"grammar":"wobble"}""", "grammar", "invalid_value")]
    [InlineData("""{"grammar":"root ::= \"a\"","response_format":{"type":"json_object"}}""", "grammar", "invalid_value")]
    [InlineData("""{"response_format":"text"}""", "response_format", "invalid_type")]
    [InlineData("""{"logprobs":1}""", "logprobs", "invalid_type")]
    [InlineData("""{"top_logprobs":3}""", "top_logprobs", "invalid_value")]
    [InlineData("""{"logprobs":true,"top_logprobs":21}""", "top_logprobs", "invalid_value")]
    [InlineData("""{"min_tokens":-1}""", "min_tokens", "invalid_value")]
    [InlineData("""{"min_tokens":5,"max_tokens":4}""", "min_tokens", "invalid_value")]
    [InlineData("""{"thinking_budget_tokens":-1}""", "thinking_budget_tokens", "invalid_value")]
    [InlineData("""{"thinking_budget_tokens":1,"thinking_token_budget":2}""", "thinking_token_budget", "invalid_value")]
    [InlineData("""{"return_tokens":true,"return_token_ids":false}""", "return_tokens", "invalid_value")]
    [InlineData("""{"continue_final_message":true}""", "continue_final_message", "invalid_value")]
    [InlineData("""{"reasoning_effort":"wobble"}""", "reasoning_effort", "invalid_value")]
    public async Task Chat_WithAMistake_NamesTheField(string fields, string param, string code)
    {
        using HttpResponseMessage response = await shared.Server.ChatAsync(fields);

        JsonElement body = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, body.ToString());
        JsonElement error = body.GetProperty("error");
        Assert.Equal(
            (param, code, "invalid_request_error"),
            (error.GetProperty("param").GetString(), error.GetProperty("code").GetString(), error.GetProperty("type").GetString()));
        Assert.NotEqual("", error.GetProperty("message").GetString());
    }
}
