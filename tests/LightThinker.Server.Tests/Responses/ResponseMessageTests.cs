using System.Text;
using System.Text.Json;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Responses;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponseMessageTests
{
    [Fact]
    public void Messages_OfAToolsTurn_JoinWhatTheAssistantDid()
    {
        const string input = """
            {"instructions":"Be kind.","input":[
              {"role":"user","content":[{"type":"input_text","text":"a"},{"type":"input_text","text":"b"}]},
              {"type":"reasoning","id":"rs_1","summary":[],"content":[{"type":"reasoning_text","text":"hm"}]},
              {"type":"message","id":"msg_1","role":"assistant","content":[{"type":"output_text","text":"I look."}]},
              {"type":"function_call","id":"fc_1","call_id":"call_1","name":"f","arguments":"{}"},
              {"type":"function_call","id":"fc_2","call_id":"call_2","name":"g","arguments":"[]"},
              {"type":"function_call_output","call_id":"call_1","output":"1"},
              {"type":"function_call_output","call_id":"call_2","output":[{"type":"input_text","text":"2"}]},
              {"type":"reasoning","summary":[{"type":"summary_text","text":"so"}]},
              {"type":"message","role":"assistant","content":[{"type":"refusal","refusal":"no"}]},
              {"role":"assistant","content":"really"}]}
            """;

        JsonElement messages = Write(input).GetProperty("messages");

        Assert.Equal(
            [
                """{"role":"system","content":[{"type":"text","text":"Be kind."}]}""",
                """{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}""",
                """{"role":"assistant","reasoning_content":"hm","content":[{"type":"text","text":"I look."}],"tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"call_2","type":"function","function":{"name":"g","arguments":"[]"}}]}""",
                """{"role":"tool","content":[{"type":"text","text":"1"}],"tool_call_id":"call_1"}""",
                """{"role":"tool","content":[{"type":"text","text":"2"}],"tool_call_id":"call_2"}""",
                """{"role":"assistant","reasoning_content":"so","content":[{"type":"text","text":"no"}]}""",
                """{"role":"assistant","content":[{"type":"text","text":"really"}]}""",
            ],
            messages.EnumerateArray().Select(message => message.GetRawText()));
    }

    [Fact]
    public void Messages_OfReasoningAlone_SayNothing()
    {
        string seal = ReasoningSeal.Seal("Schön\n\nwar's");
        string input = $$"""
            {"input":[{"type":"reasoning","encrypted_content":"{{seal}}"},{"type":"reasoning","content":[{"type":"reasoning_text","text":"x"}]}]}
            """;

        JsonElement message = Assert.Single(Write(input).GetProperty("messages").EnumerateArray());

        Assert.Equal("Schön\n\nwar's\n\nx", ResponsesClient.Text(message, "reasoning_content"));
        Assert.Equal("", ResponsesClient.Text(message, "content"));
    }

    [Fact]
    public void Body_OfEveryField_HasTheChatsNames()
    {
        const string request = """
            {"model":"m","input":"x","max_output_tokens":5,"temperature":0.5,"top_p":0.9,"reasoning":{"effort":"low"},
             "text":{"verbosity":"low","format":{"type":"json_schema","name":"n","description":"d","schema":{"type":"object"},"strict":true}},
             "include":["message.output_text.logprobs"],"top_logprobs":3,"parallel_tool_calls":false,
             "tools":[{"type":"function","name":"f","description":"d","parameters":{"type":"object"},"strict":true},{"type":"function","name":"g"}],
             "tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]},
             "seed":7,"user":"u","store":false,"metadata":{},"prompt_cache_retention":"24h","conversation":null}
            """;

        Assert.Equal(
            """{"model":"m","max_completion_tokens":5,"temperature":0.5,"top_p":0.9,"reasoning_effort":"low","verbosity":"low","logprobs":true,"top_logprobs":3,"tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}},{"type":"function","function":{"name":"g"}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}},"parallel_tool_calls":false,"response_format":{"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{"type":"object"},"strict":true}},"messages":[{"role":"user","content":[{"type":"text","text":"x"}]}],"seed":7}""",
            Write(request).GetRawText());
    }

    [Theory]
    [InlineData("messages", "input")]
    [InlineData("messages[0].content", "instructions")]
    [InlineData("messages[1].content[0].text", "input[0].content[0].text")]
    [InlineData("messages[2].tool_calls", "input[1]")]
    [InlineData("messages[3].content", "input[2].output")]
    [InlineData("messages[3].tool_call_id", "input[2].call_id")]
    [InlineData("max_completion_tokens", "max_output_tokens")]
    [InlineData("response_format.json_schema.schema.properties", "text.format.schema.properties")]
    [InlineData("response_format", "text.format")]
    [InlineData("tools[1].function.parameters", "tools[1].parameters")]
    [InlineData("tool_choice.function.name", "tool_choice.name")]
    [InlineData("logprobs", "include")]
    [InlineData("top_logprobs", "top_logprobs")]
    [InlineData("reasoning_effort", "reasoning.effort")]
    [InlineData("compression.method", "compression.method")]
    public void ParamNames_OfAChatsField_AreThisProtocols(string chat, string expected)
    {
        IReadOnlyList<ResponseMessage> messages = Read("""
            {"instructions":"i","input":[{"role":"user","content":"x"},
             {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c","output":"1"}]}
            """).Messages;

        Assert.Equal(expected, new ParamNames(messages).Translate(chat));
    }

    private static JsonElement Write(string request)
    {
        (ResponseRequest wire, IReadOnlyList<ResponseMessage> messages) = Read(request);
        return JsonElement.Parse(Encoding.UTF8.GetString(ChatBody.Write(wire, messages)));
    }

    private static (ResponseRequest Wire, IReadOnlyList<ResponseMessage> Messages) Read(string request)
    {
        ResponseRequest wire = JsonSerializer.Deserialize(request, ResponsesJson.Context.ResponseRequest)!;
        Assert.Null(ResponseFields.FindMistake(wire));
        using ResponseStore store = Stores.Open();
        (ResponseConversation? conversation, var error) = new InputReader(store).Read(wire);
        Assert.Null(error);
        return (wire, ResponseMessage.Create(wire.Instructions, conversation!.All));
    }
}
