using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>What chat requests can ask for: fields that are added to a plain request or replace its own. Immutable.</summary>
internal static class ChatFeatures
{
    private const string Sum =
        """
        {"type":"function","function":{"name":"sum","description":"Sums up.","strict":true,"parameters":{"type":"object",
        "properties":{"a":{"type":"integer","minimum":0,"maximum":99},"sign":{"enum":["plus","minus"]}},
        "required":["a","sign"],"additionalProperties":false}}}
        """;

    private const string Now = """{"type":"function","function":{"name":"now"}}""";

    // Without these the embedded model, which knows no tools, would think for long.
    private const string Call = $$"""
        "tools":[{{Sum}},{{Now}}],"reasoning_effort":"none","parallel_tool_calls":false,"max_tokens":300
        """;

    private const string Schema =
        """
        {"type":"json_schema","json_schema":{"name":"verdict","strict":true,"schema":{"type":"object","properties":
        {"parity":{"enum":["even","odd"]},"digit":{"type":"integer","minimum":0,"maximum":9}},
        "required":["parity","digit"],"additionalProperties":false}}}
        """;

    private const string History =
        """
        [{"role":"system","content":"Be short."},{"role":"user","content":"What is 47 + 38?"},
        {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"sum","arguments":"{\"a\":47}"}}]},
        {"role":"tool","tool_call_id":"call_1","content":"85"}]
        """;

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["plain"] = "{}",
        ["temperature and seed"] = """{"temperature":1.5,"seed":7,"max_tokens":60}""",
        ["top_p, presence and frequency penalty"] = """{"temperature":1,"seed":7,"top_p":0.9,"presence_penalty":0.5,"frequency_penalty":-0.5,"max_tokens":60}""",
        ["top_k, min_p, typical_p"] = """{"temperature":1,"seed":7,"top_k":20,"min_p":0.05,"typical_p":0.9,"max_tokens":60}""",
        ["repeat_penalty and DRY"] = """{"repeat_penalty":1.1,"repeat_last_n":64,"dry_multiplier":0.8,"max_tokens":60}""",
        ["XTC"] = """{"temperature":1,"seed":7,"xtc_probability":0.5,"xtc_threshold":0.1,"max_tokens":60}""",
        ["logit_bias"] = """{"logit_bias":{"20":-100,"30":2.5}}""",
        ["max_tokens in the reasoning"] = """{"max_tokens":7}""",
        ["max_completion_tokens in the answer"] = """{"max_completion_tokens":57}""",
        ["one token"] = """{"max_tokens":1}""",
        ["stop string"] = """{"stop":"result"}""",
        ["stop list in the middle of a word"] = """{"stop":["never","sul"]}""",
        ["several choices"] = """{"n":3,"temperature":2,"seed":7,"max_tokens":40}""",
        ["several greedy choices"] = """{"n":2}""",
        ["several choices that stop"] = """{"n":3,"temperature":1.5,"seed":9,"stop":["is"],"logprobs":true,"return_token_ids":true}""",
        ["logprobs"] = """{"logprobs":true}""",
        ["logprobs of no alternatives"] = """{"logprobs":true,"top_logprobs":0}""",
        ["logprobs of twenty alternatives"] = """{"logprobs":true,"top_logprobs":20,"reasoning_effort":"none","max_tokens":40}""",
        ["logprobs of several sampled choices"] = """{"logprobs":true,"top_logprobs":2,"n":2,"temperature":1,"seed":3}""",
        ["logprobs under bias and penalties"] = """{"logprobs":true,"top_logprobs":3,"logit_bias":{"30":4},"frequency_penalty":1,"temperature":1,"seed":3}""",
        ["logprobs of a truncated answer"] = """{"logprobs":true,"max_tokens":57}""",
        ["logprobs with a stop"] = """{"logprobs":true,"stop":["result"]}""",
        ["token ids"] = """{"return_token_ids":true}""",
        ["token ids and logprobs"] = """{"return_tokens":true,"logprobs":true,"top_logprobs":1}""",
        ["ignore_eos"] = """{"ignore_eos":true,"max_tokens":90}""",
        ["min_tokens"] = """{"min_tokens":80,"max_tokens":120}""",
        ["no reasoning"] = """{"reasoning_effort":"none","max_tokens":60}""",
        ["little reasoning"] = """{"reasoning_effort":"minimal","max_tokens":300}""",
        ["reasoning budget"] = """{"thinking_budget_tokens":10}""",
        ["no compression"] = """{"compression":"none"}""",
        ["grammar"] = """{"grammar":"root ::= \"The\" [ a-z]{3,9} \".\""}""",
        ["grammar, logprobs and token ids"] = """{"grammar":"root ::= \"The\" [ a-z]{3,9} \".\"","logprobs":true,"top_logprobs":2,"return_token_ids":true}""",
        ["json_object"] = """{"response_format":{"type":"json_object"},"max_tokens":100}""",
        ["json_schema"] = $$"""{"response_format":{{Schema}}}""",
        ["json_schema, hot, several choices"] = $$"""{"response_format":{{Schema}},"n":2,"temperature":2,"seed":5,"reasoning_effort":"none"}""",
        ["json_schema and logprobs"] = $$"""{"response_format":{{Schema}},"logprobs":true,"top_logprobs":1,"reasoning_effort":"none"}""",
        ["tools that may be called"] = $$"""{"tools":[{{Sum}}],"max_tokens":60}""",
        ["tools that may not be called"] = $$"""{"tools":[{{Sum}}],"tool_choice":"none"}""",
        ["tool required"] = $$"""{{{Call}},"tool_choice":"required"}""",
        ["tool named"] = $$"""{{{Call}},"tool_choice":{"type":"function","function":{"name":"now"} } }""",
        ["tool required, several choices"] = $$"""{{{Call}},"tool_choice":"required","n":2,"temperature":1,"seed":4}""",
        ["tool required, logprobs and token ids"] = $$"""{{{Call}},"tool_choice":"required","logprobs":true,"return_token_ids":true}""",
        ["tool required, truncated"] = $$"""{"tools":[{{Sum}}],"reasoning_effort":"none","tool_choice":"required","max_tokens":42}""",
        ["tool required, parallel, truncated"] = $$"""{"tools":[{{Sum}}],"reasoning_effort":"none","tool_choice":"required","max_tokens":250}""",
        ["tool calls and results in the history"] = $$"""{"messages":{{History}},"tools":[{{Sum}}],"tool_choice":"none"}""",
        ["function call and result in the history"] = """{"messages":[{"role":"user","content":"What is 47 + 38?"},{"role":"assistant","content":null,"function_call":{"name":"sum","arguments":"{}"}},{"role":"function","name":"sum","content":"85"}],"max_tokens":60}""",
        ["refusal in the history"] = """{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","refusal":"No."},{"role":"user","content":"What is 47 + 38?"}],"max_tokens":60}""",
        ["developer and content parts"] = """{"messages":[{"role":"developer","content":"Be short."},{"role":"user","content":[{"type":"text","text":"What is 47"},{"type":"text","text":"+ 38?"}]}],"max_tokens":60}""",
        ["continued message"] = """{"messages":[{"role":"user","content":"What is 47 + 38?"},{"role":"assistant","content":"The result"}],"continue_final_message":true,"max_tokens":60}""",
        ["reasoning in the history"] = """{"messages":[{"role":"user","content":"What is 1 + 1?"},{"role":"assistant","content":"2","reasoning_content":"1 + 1"},{"role":"user","content":"What is 47 + 38?"}],"max_tokens":60}""",
        ["labels"] = """{"user":"u","safety_identifier":"s","metadata":{"a":"b"},"store":true,"service_tier":"auto","prompt_cache_key":"k","max_tokens":9}""",
    };

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Fields.Keys;

    /// <summary>The body of a request that asks for one of them.</summary>
    public static Dictionary<string, JsonElement> Body(string name)
    {
        var body = new Dictionary<string, JsonElement>
        {
            ["model"] = JsonSerializer.SerializeToElement("lightthinker-tiny"),
            ["messages"] = JsonSerializer.SerializeToElement(new[] { new { role = "user", content = "What is 47 + 38?" } }),
            ["temperature"] = JsonSerializer.SerializeToElement(0),
            ["max_tokens"] = JsonSerializer.SerializeToElement(200),
        };
        foreach (JsonProperty field in JsonDocument.Parse(Fields[name]).RootElement.EnumerateObject())
        {
            if (field.Name == "max_completion_tokens")
            {
                body.Remove("max_tokens");
            }

            body[field.Name] = field.Value;
        }

        return body;
    }
}
