using LightThinker.Chat.Tools;

namespace LightThinker.Chat.Tests.Tools;

/// <summary>An answer and what it says. Immutable.</summary>
/// <param name="Format">The name of its format.</param>
/// <param name="Text">As the model writes it.</param>
/// <param name="Content">What is content.</param>
/// <param name="Calls">As in <see cref="ParsedAnswer"/>, without ids.</param>
public sealed record ToolCallSample(string Format, string Text, string Content, params string[] Calls)
{
    // Written by hand after each family's conventions.
    internal static readonly ToolCallSample[] All =
    [
        new("hermes",
            """
            <tool_call>
            {"name": "get_weather", "arguments": {"city": "Köln", "days": [1, {"x": "}"}]}}
            </tool_call>
            """,
            "",
            """get_weather {"city": "Köln", "days": [1, {"x": "}"}]}"""),
        new("hermes",
            "I look it up.\n\n<tool_call>\n{\"name\": \"a\", \"arguments\": {}}\n</tool_call>\n<tool_call>\n"
            + "{\"arguments\": { \"q\": \"</tool_call>\\\"\" }, \"id\": 7, \"name\": \"b\"}\n</tool_call>\n",
            "I look it up.",
            "a {}",
            """b { "q": "</tool_call>\"" }"""),
        new("hermes", "<tool_call>{\"name\":\"now\"}</tool_call> and then\n", " and then\n", "now {}"),
        new("hermes", """<tool_call>{"name":"f","arguments":"{\"a\": \"\\n\"}"}</tool_call>""", "", """f {"a": "\n"}"""),
        new("hermes", "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": 1}\n</tool_call>", "", """f {"a": 1}"""),
        new("llama3", """{"name": "f", "parameters": {"a": 1}}""", "", """f {"a": 1}"""),
        new("llama3",
            "\n<|python_tag|>{\"type\": \"function\", \"name\": \"f\", \"parameters\": {\"a\": 1}}<|eom_id|>",
            "",
            """f {"a": 1}"""),
        new("llama3",
            """{"name": "f", "parameters": {"a": 1}}; {"name": "f", "parameters": {"a": 2}};{"name":"g","parameters":{}}""",
            "",
            """f {"a": 1}""", """f {"a": 2}""", "g {}"),
        new("mistral",
            """[TOOL_CALLS][{"name": "f", "arguments": {"a": [1]}}, {"name": "g", "arguments": {}, "id": "abcdefghi"}]""",
            "",
            """f {"a": [1]}""", "g {}"),
        new("mistral", """Well. [TOOL_CALLS] {"name": "f", "arguments": {}}""", "Well.", "f {}"),
        new("mistral-args",
            """[TOOL_CALLS]f[ARGS]{"a": 1}[TOOL_CALLS]g[CALL_ID]abcdefghi[ARGS]{"b": {}}""",
            "",
            """f {"a": 1}""", """g {"b": {}}"""),
        new("deepseek",
            """
            Let me see.
            <｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>f
            ```json
            {"a": "```"}
            ```<｜tool▁call▁end｜>
            <｜tool▁call▁begin｜>function<｜tool▁sep｜>g
            ```json
            {}
            ```<｜tool▁call▁end｜><｜tool▁calls▁end｜>
            """,
            "Let me see.",
            """f {"a": "```"}""", "g {}"),
        new("deepseek-v3.1",
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>f<｜tool▁sep｜>{\"a\": 1}<｜tool▁call▁end｜>"
            + "<｜tool▁call▁begin｜>g<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
            "",
            """f {"a": 1}""", "g {}"),
        new("harmony",
            """<|channel|>commentary to=functions.f <|constrain|>json<|message|>{"a": "<|call|>"}<|call|>""",
            "",
            """f {"a": "<|call|>"}"""),
        new("harmony",
            "<|channel|>commentary<|message|>First the weather.<|end|><|start|>assistant to=functions.f"
            + "<|channel|>commentary json<|message|>{}<|call|>",
            "First the weather.",
            "f {}"),
        new("harmony", "<|channel|>final<|message|>Route it to=functions.\n<|return|>", "Route it to=functions.\n"),
        new("harmony", "Ask a to=functions.a b<|end|> c", "Ask a to=functions.a b c"),
    ];

    // Mentions and mistakes: all of it is content.
    internal static readonly ToolCallSample[] WithoutCalls =
    [
        .. Unchanged(
            "hermes", "", " \n", "Hi <b>there</b>. ", "<tool_call>", "Write <tool_call> and </tool_call>.",
            "<tool_call>\n{\"name\": \"f", "<tool_call>{\"name\": \"f\"", "<tool_call>{\"name\": \"\", \"arguments\": {}}",
            "<tool_call>{\"name\": 5, \"arguments\": {}}</tool_call>", "<tool_call>{}</tool_call>\n", "</tool_call>",
            "<tool_call>{\"name\": \"f\", \"arguments\": [1]}</tool_call>", "{\"name\": \"f\", \"arguments\": {}}",
            "<tool_call>{\"name\": \"f\", \"arguments\": \"five\"}</tool_call>", "<tool_call>{\"\\x\": 1}", "<tool_cal",
            "<tool_call>{\"name\": \"\\ud800\", \"arguments\": {}}</tool_call>", "<<tool_call", "<tool_call>[1]"),
        .. Unchanged(
            "llama3", "{\"name\": \"Bob\", \"age\": 7}", "{\"answer\": 42}", "{{ x }}", "{\"name\": \"Bob\"}",
            "Say {\"name\": \"f\", \"parameters\": {}}", "<|python_tag|>print(1)", "; ", "{", "{}", "[1]",
            "{\"name\": \"f\", \"parameters\": 1}"),
        .. Unchanged(
            "mistral", "[TOOL_CALLS][]", "[TOOL_CALLS][{\"x\": 1}]", "[TOOL_CALLS] none", "[TOOL_CALLS]f{\"a\": 1}",
            "[TOOL_CALLS]a b[ARGS]{\"a\": 1}", "[TOOL", "[TOOL_CALLS][", "[1]"),
        .. Unchanged(
            "deepseek", "<｜tool▁calls▁begin｜>", "<｜tool▁calls▁begin｜> none\n", "```json\n{}\n```",
            "<｜tool▁call▁begin｜>function\n```json\n{}\n```", "<｜tool▁call▁begin｜>" + new string('x', 1000)),
        .. Unchanged("harmony", "Sent to=functions.f for {x}", "Sent to=functions.", "  to=func"),
    ];

    internal ToolCallFormat Parsed => ToolCallFormats.Find(Format)!;

    public override string ToString() => $"{Format}: {Text}";

    private static IEnumerable<ToolCallSample> Unchanged(string format, params string[] texts) =>
        texts.Select(text => new ToolCallSample(format, text, text));
}
