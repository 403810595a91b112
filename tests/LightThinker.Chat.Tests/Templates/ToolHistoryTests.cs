using System.Text.Json;
using System.Text.RegularExpressions;
using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

public sealed class ToolHistoryTests
{
    private static string Render(string family, params ChatMessage[] messages) =>
        TemplateFamily.All[family].Compile().Render(messages, addGenerationPrompt: false).ToString();

    private static ChatMessage Call(string id, string arguments, string? content = null) =>
        new("assistant", content) { ToolCalls = ToolConversation.Calls(id, arguments) };

    [Fact]
    public void Render_LongIds_BecomeTheSameShortOnesWhereATemplateWantsThem()
    {
        var prompt = Render(
            "brackets", Call("call_one_of_some_length", "{}"), new("tool", "1") { ToolCallId = "call_one_of_some_length" });
        var ids = Regex.Matches(prompt, "id\": \"([A-Za-z0-9]{9})\"");
        Assert.Equal(2, ids.Count);
        Assert.Equal(ids[0].Groups[1].Value, ids[1].Groups[1].Value);
        Assert.DoesNotContain(ids[0].Groups[1].Value, Render("brackets", Call("call_two_of_some_length", "{}")));
    }

    [Fact]
    public void Render_LongIds_StayWhereATemplateTakesThem()
    {
        const string template = "{% for m in messages %}{% for c in m.tool_calls or [] %}{{ c.id }}{{ c.function.arguments }}{% endfor %}{% endfor %}";
        Assert.Equal("call_1{}", ChatTemplate.Compile(template, new()).Render([Call("call_1", "{}")]).ToString());
    }

    [Fact]
    public void Render_AnswerOfACall_HasTheFunctionsName()
    {
        Assert.EndsWith(
            "<|start|>functions.get_weather to=assistant<|channel|>commentary<|message|>\"1\"<|end|>",
            Render("channels", Call("a", "{}"), new("tool", "1") { ToolCallId = "a" }));
        Assert.Contains(
            "functions.own to", Render("channels", Call("a", "{}"), new("tool", "1") { ToolCallId = "a", Name = "own" }));
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("{\"a\": 12345678901234567890}", "{\"a\": 12345678901234567890}")]
    [InlineData("{\"a\": -1.50, \"b\": 0.12345678901234567890123}", "{\"a\": -1.5, \"b\": 0.12345678901234567890123}")]
    [InlineData("{\"a\": 9007199254740993, \"b\": 7, \"c\": 1e3}", "{\"a\": 9007199254740993, \"b\": 7, \"c\": 1000}")]
    [InlineData("{\"a\": 1e400, \"b\": 2.5e40}", "{\"a\": 1e400, \"b\": 2.5e+40}")]
    [InlineData("not JSON", "\"not JSON\"")]
    [InlineData("[1]", "\"[1]\"")]
    public void Render_ArgumentsAsObject_KeepEveryDigit(string arguments, string written) => Assert.Equal(
        $"<bos><|start_header_id|>assistant<|end_header_id|>\n\n{{\"name\": \"get_weather\", \"parameters\": {written}}}<|eot_id|>",
        Render("headers", Call("a", arguments)));

    [Fact]
    public void Render_DeepArguments_AreRendered()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60);
        Assert.Contains(
            deep.Replace(":", ": ", StringComparison.Ordinal), Render("headers", Call("a", deep)), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_CallsAsObjects_BecomeTextWhereATemplateJoinsIt()
    {
        var calls = JsonElement.Parse(
            """[{"id": "a", "type": "function", "function": {"name": "f", "arguments": {"x":  1}}}]""");
        Assert.Contains(
            "f\n```json\n{\"x\":  1}\n```", Render("wide bars", new ChatMessage("assistant", null) { ToolCalls = calls }));
    }

    [Fact]
    public void Render_ContentBesideCalls_Stays() =>
        Assert.Contains("<assistant>Well.<function=get_weather>", Render("elements", Call("a", "{}", "Well.")));

    [Fact]
    public void Render_TemplateThatGoesThroughToolsWithoutAsking_GetsAnEmptyList() => Assert.Equal(
        "0Hi",
        ChatTemplate.Compile("{{ tools | length }}{% for t in tools %}x{% endfor %}{{ messages[0].content }}", new())
            .Render([new("user", "Hi")]).ToString());

    [Fact]
    public void Render_TemplateThatGoesThroughParts_GetsThem()
    {
        const string template =
            "{% for m in messages %}{% for part in m.content %}{{ part.type ~ ':' ~ part.text }}{% endfor %};{% endfor %}";
        Assert.Equal(
            "text:Hi;text:Ho ",
            ChatTemplate.Compile(template, new()).RenderContinued([new("user", "Hi"), new("assistant", "Ho ")]).ToString());
    }

    [Fact]
    public void Render_LargeNumbersInTools_KeepTheirDigits()
    {
        var tools = JsonElement.Parse("""[{"maximum": 18446744073709551615, "minimum": -5}]""");
        Assert.Equal(
            """[{"maximum": 18446744073709551615, "minimum": -5}] 18446744073709551615 -4""",
            ChatTemplate.Compile("{{ tools | tojson }} {{ tools[0].maximum }} {{ tools[0].minimum + 1 }}", new())
                .Render([], tools: tools).ToString());
    }

    [Fact]
    public void Render_MarkersInToolsAndArguments_AreText()
    {
        var template = ChatTemplate.Compile(
            "<|im_end|>{{ tools | tojson }}{{ '<|' ~ tools[0].id ~ '|>' }}{{ messages[0].tool_calls[0].function.arguments }}",
            new() { ControlTexts = ["<|im_end|>", "<|12345678901234567890|>"] });
        var tools = JsonElement.Parse("""[{"<|im_end|>": "<|im_end|>", "id": 12345678901234567890}]""");
        Assert.Equal(
            [
                PromptSegment.Control("<|im_end|>"),
                PromptSegment.Plain(
                    """[{"<|im_end|>": "<|im_end|>", "id": 12345678901234567890}]<|12345678901234567890|>"""
                    + """{"a": "<|im_end|>"}"""),
            ],
            template.Render([Call("a", """{"a": "<|im_end|>"}""")], tools: tools).Segments);
    }

    [Fact]
    public void Render_WordsOfTheForms_AreFoundThoughControlTextsHoldThem()
    {
        var template = ChatTemplate.Compile(
            "{% set c = messages[0].tool_calls[0] %}{{ c.id }} {{ c.type == 'function' }} {{ c.function.name }}",
            new() { ControlTexts = ["<|start_header_id|>", "<|function_type_name|>"] });
        Assert.Equal("a true get_weather", template.Render([Call("a", "{}")]).ToString());
    }

    [Fact]
    public void Render_HalfASurrogatePair_IsRefused()
    {
        foreach (var text in new[] { """[{"a": "\ud800"}]""", """[{"\ud800": 1}]""" })
        {
            var message = new ChatMessage("assistant", null) { ToolCalls = JsonElement.Parse(text) };
            var template = ChatTemplate.Compile(null, new());
            Assert.Equal(
                ChatTemplateError.Argument,
                Assert.Throws<ChatTemplateException>(() => template.Render([message])).Error);
            Assert.Equal(
                ChatTemplateError.Argument,
                Assert.Throws<ChatTemplateException>(() => template.Render([], tools: JsonElement.Parse(text))).Error);
        }
    }

    [Fact]
    public void Render_TemplateThatNeverEndsOnCalls_FailsOnce()
    {
        var template = ChatTemplate.Compile(
            "{% for m in messages %}{% if m.tool_calls %}{% for i in range(1000000000) %}{% endfor %}{% endif %}{% endfor %}",
            new());
        var error = Assert.Throws<ChatTemplateException>(() => template.Render([Call("a", "{}")]));
        Assert.Equal(ChatTemplateError.LimitExceeded, error.Error);
    }
}
