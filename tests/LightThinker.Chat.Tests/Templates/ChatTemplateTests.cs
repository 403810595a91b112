using System.Text.Json;
using LightThinker.Chat.Reasoning;
using LightThinker.Chat.Templates;
using Microsoft.Extensions.Time.Testing;

namespace LightThinker.Chat.Tests.Templates;

public sealed class ChatTemplateTests
{
    private static readonly ChatMessage[] Conversation =
    [
        new("system", "Be kind. "),
        new("user", "Hi"),
        new("assistant", "Hello!"),
        new("user", "How are you?"),
    ];

    private static readonly ChatTemplateOptions Plain = new();

    private static string Render(
        string? template, ChatMessage[] messages, ChatTemplateOptions? options = null, string arguments = "{}") =>
        ChatTemplate.Compile(template, options ?? Plain)
            .Render(messages, arguments: Arguments(arguments))
            .ToString();

    private static Dictionary<string, JsonElement> Arguments(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    [Fact]
    public void Render_ChatMl_WritesTurnsAndOpensTheAnswer()
    {
        Assert.Equal(
            "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nHow are you?<|im_end|>\n<|im_start|>assistant\n",
            Render(ExampleTemplates.ChatMl, Conversation));
    }

    [Fact]
    public void Render_WithoutGenerationPrompt_EndsAfterTheLastTurn()
    {
        var template = ChatTemplate.Compile(ExampleTemplates.ChatMl, Plain);
        Assert.Equal(
            "<|im_start|>user\nHi<|im_end|>\n",
            template.Render([new("user", "Hi")], addGenerationPrompt: false).ToString());
    }

    [Fact]
    public void Render_HeaderStyle_StartsWithBosAndTakesTheSystemMessageOut()
    {
        Assert.Equal(
            "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe kind.<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
            + "<|start_header_id|>assistant<|end_header_id|>\n\nHello!<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nHow are you?<|eot_id|>"
            + "<|start_header_id|>assistant<|end_header_id|>\n\n",
            Render(ExampleTemplates.HeaderStyle, Conversation, new() { BosText = "<|begin_of_text|>" }));
    }

    [Theory]
    [InlineData("{}", "<|im_start|>assistant\n")]
    [InlineData("""{"enable_thinking": true}""", "<|im_start|>assistant\n")]
    [InlineData("""{"enable_thinking": false}""", "<|im_start|>assistant\n<think>\n\n</think>\n\n")]
    public void Render_ThinkingSwitch_IsTakenFromTheArguments(string arguments, string end)
    {
        Assert.Equal(
            "<|im_start|>user\nHi<|im_end|>\n" + end,
            Render(ExampleTemplates.Thinking, [new("user", "Hi")], arguments: arguments));
    }

    [Fact]
    public void Render_ReasoningOfEarlierTurns_IsLeftOutByTheTemplate()
    {
        Assert.Equal(
            "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n<|im_start|>user\nBye<|im_end|>\n"
            + "<|im_start|>assistant\n",
            Render(
                ExampleTemplates.Thinking,
                [new("user", "Hi"), new("assistant", "Hello!") { Reasoning = "A greeting." }, new("user", "Bye")]));
    }

    [Theory]
    [InlineData("<think>\nA greeting.\n</think>\n\nHello!", null)]
    [InlineData("Hello!", "A greeting.")]
    public void Render_ReasoningAfterTheLastUser_IsTheSameInContentOrApart(string content, string? reasoning)
    {
        var messages = new ChatMessage[] { new("user", "Hi"), new("assistant", content) { Reasoning = reasoning } };
        var template = ChatTemplate.Compile(
            ExampleTemplates.Thinking,
            new() { Reasoning = new ReasoningFormat("<think>", "</think>") });

        Assert.Equal(
            "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n<think>\nA greeting.\n</think>\n\nHello!<|im_end|>\n",
            template.Render(messages, addGenerationPrompt: false).ToString());
    }

    [Fact]
    public void Render_TemplateThatSplitsContentItself_WorksWithoutReasoningFormat()
    {
        var template = ChatTemplate.Compile(
            ExampleTemplates.Thinking,
            new() { ControlTexts = ExampleTemplates.ChatMlControls });
        Assert.Equal(
            "<|im_start|>assistant\nHello <|im_end|>!<|im_end|>\n<|im_start|>user\nBye<|im_end|>\n",
            template.Render(
                [new("assistant", "<think>\nA greeting.\n</think>\n\nHello <|im_end|>!"), new("user", "Bye")],
                addGenerationPrompt: false).ToString());
    }

    [Fact]
    public void Render_RaiseException_CarriesTheTemplatesMessage()
    {
        var error = Assert.Throws<ChatTemplateException>(() => Render(ExampleTemplates.WithoutSystem, Conversation));
        Assert.Equal((ChatTemplateError.Raised, "This model knows no system role"), (error.Error, error.Message));
    }

    [Fact]
    public void Render_AfterRaiseException_StillWorks()
    {
        var template = ChatTemplate.Compile(ExampleTemplates.WithoutSystem, new() { BosText = "<bos>" });
        Assert.Throws<ChatTemplateException>(() => template.Render([new("assistant", "Hi")]));
        Assert.Equal("<bos><turn>user\nHi</turn>\n<turn>model\n", template.Render([new("user", "Hi")]).ToString());
    }

    [Fact]
    public void Render_StrftimeNow_ReadsTheInjectedClock()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 5, 14, 7, 0, TimeSpan.Zero));
        Assert.Equal(
            "Today is Thursday, 05 March 2026. Hi",
            Render(ExampleTemplates.Dated, [new("user", " Hi")], new() { Time = time }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public void Compile_NoTemplate_FallsBackToChatMl(string? template)
    {
        Assert.Equal(
            "<|im_start|>system\nBe kind. <|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
            + "<|im_start|>assistant\n<|im_end|>\n<|im_start|>assistant\n",
            Render(template, [new("system", "Be kind. "), new("user", "Hi"), new("assistant", null)]));
    }

    [Theory]
    [InlineData("{% for message in messages %}")]
    [InlineData("{{ messages[ }}")]
    [InlineData("{% if %}{% endif %}")]
    public void Compile_SyntaxError_IsReportedAtOnce(string template)
    {
        var error = Assert.Throws<ChatTemplateException>(() => ChatTemplate.Compile(template, Plain));
        Assert.Equal(ChatTemplateError.Syntax, error.Error);
        Assert.StartsWith("The model's chat template is not valid: ", error.Message);
    }

    [Fact]
    public void Render_OperationOnMissingValue_SaysSo()
    {
        var error = Assert.Throws<ChatTemplateException>(() => Render("{{ missing + 'a' }}", Conversation));
        Assert.Equal(ChatTemplateError.Failed, error.Error);
        Assert.Contains("undefined", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("raise_exception")]
    [InlineData("bos_token")]
    public void Render_ReservedArgument_IsRefusedByName(string name)
    {
        var error = Assert.Throws<ChatTemplateException>(() =>
            Render("a", Conversation, arguments: $$"""{"{{name}}": 1}"""));
        Assert.Equal(ChatTemplateError.Argument, error.Error);
        Assert.Contains($"chat_template_kwargs: '{name}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Arguments_KeepTheirJsonTypes()
    {
        Assert.Equal(
            """text 3 1.5 true none [1, "two", {"three": null}]""",
            Render(
                "{{ a }} {{ b }} {{ c }} {{ d }} {{ 'none' if e is none else 'some' }} {{ f | tojson }}",
                Conversation,
                arguments: """{"a": "text", "b": 3, "c": 1.5, "d": true, "e": null, "f": [1, "two", {"three": null}]}"""));
    }

    [Fact]
    public void Render_MessageFields_AreDefinedOnlyWhereGiven()
    {
        const string template =
            "{% for m in messages %}{{ m.name | default('-') }},{{ m.reasoning | default('-') }},"
            + "{{ m.tool_call_id | default('-') }},{{ m.tool_calls[0].function.name if m.tool_calls is defined else '-' }},"
            + "{{ 'none' if m.content is none else m.content }};{% endfor %}"
            + "{{ tools is none }}";
        var calls = JsonDocument.Parse("""[{"id": "1", "function": {"name": "add", "arguments": "{}"}}]""").RootElement;

        Assert.Equal(
            "-,-,-,-,Hi;-,-,-,add,none;sum,why,1,-,3;true",
            Render(
                template,
                [
                    new("user", "Hi"),
                    new("assistant", null) { ToolCalls = calls },
                    new("tool", "3") { Name = "sum", Reasoning = "why", ToolCallId = "1" },
                ]));
    }

    [Fact]
    public void Render_Twice_KeepsNoState()
    {
        const string template =
            "{% set seen = (seen or 0) + 1 %}{% set ns = namespace(x=[]) %}{% set ns.x = ns.x + [1] %}"
            + "{% set messages = messages + [1] %}{{ seen }} {{ ns.x | length }} {{ messages | length }}";
        var compiled = ChatTemplate.Compile(template, Plain);
        Assert.Equal("1 1 2", compiled.Render([new("user", "Hi")]).ToString());
        Assert.Equal("1 1 2", compiled.Render([new("user", "Hi")]).ToString());
    }

    [Fact]
    public void Render_InParallel_EachGetsItsOwnConversation()
    {
        var template = ChatTemplate.Compile(ExampleTemplates.ChatMl, Plain);
        var prompts = new string[200];
        Parallel.For(0, prompts.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            prompts[i] = template.Render([new("user", $"Number {i}")]).ToString());

        Assert.All(prompts, (prompt, i) =>
            Assert.Equal($"<|im_start|>user\nNumber {i}<|im_end|>\n<|im_start|>assistant\n", prompt));
    }

    [Fact]
    public void Render_LongConversation_FitsTheLimits()
    {
        var messages = Enumerable.Range(0, 1500)
            .Select(i => new ChatMessage(i % 2 == 0 ? "user" : "assistant", new string('x', 1000)))
            .ToArray();
        var template = ChatTemplate.Compile(ExampleTemplates.Thinking, Plain);
        Assert.InRange(template.Render(messages).ToString().Length, 1_500_000, 1_600_000);
    }

    [Fact]
    public void Compile_LimitOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ChatTemplate.Compile("a", new() { Limits = new() { Time = TimeSpan.Zero } }));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ChatTemplate.Compile("a", new() { Limits = new() { MemoryBytes = 1000 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ChatTemplate.Compile("a", new() { Limits = new() { Recursion = 0 } }));
    }
}
