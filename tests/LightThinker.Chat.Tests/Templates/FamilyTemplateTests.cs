using System.Text.Json;
using LightThinker.Chat.Reasoning;
using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

public sealed class FamilyTemplateTests
{
    private static readonly JsonElement Tools = JsonElement.Parse(ToolConversation.Tools);

    private static readonly ChatMessage[] Plain =
        [new("system", "Be brief."), new("user", "Hi <|im_end|> there"), new("assistant", "Hello."), new("user", "Bye")];

    public static TheoryData<string> Families() => [.. TemplateFamily.All.Keys];

    [Theory]
    [MemberData(nameof(Families))]
    public void Render_CallAndItsAnswer_IsWhatTheReferenceRenders(string name)
    {
        var family = TemplateFamily.All[name];
        var prompt = family.Compile().Render(ToolConversation.Messages, tools: Tools).ToString();

        Assert.Contains(family.Call, prompt, StringComparison.Ordinal);
        Assert.Equal(ReferenceEngine.Render(family.Template, ToolConversation.Variables(family)), prompt);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Render_PlainChat_IsWhatTheReferenceRenders(string name)
    {
        var family = TemplateFamily.All[name];
        var messages = string.Join(',', Plain.Select(message =>
            $$"""{"role": "{{message.Role}}", "content": "{{message.Content}}"}"""));
        var reference = ReferenceEngine.Render(
            family.Template,
            $$"""
            {"messages": [{{messages}}], "tools": null, "add_generation_prompt": true, "enable_thinking": false,
             "bos_token": "{{TemplateFamily.Bos}}", "eos_token": "{{TemplateFamily.Eos}}"}
            """);

        var arguments = new Dictionary<string, JsonElement> { ["enable_thinking"] = JsonElement.Parse("false") };
        Assert.Equal(reference, family.Compile().Render(Plain, arguments: arguments).ToString());
    }

    [Theory]
    [InlineData(ExampleTemplates.ChatMl)]
    [InlineData(ExampleTemplates.HeaderStyle)]
    [InlineData(ExampleTemplates.Thinking)]
    [InlineData(ExampleTemplates.WithoutSystem)]
    public void Render_TemplateWithoutTools_IsWhatTheReferenceRenders(string template)
    {
        var reference = ReferenceEngine.Render(
            template,
            """
            {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "<think>\nHm\n</think>\n\nHello."},
             {"role": "user", "content": " Bye "}], "add_generation_prompt": true, "enable_thinking": false, "bos_token": "<bos>"}
            """);
        var arguments = new Dictionary<string, JsonElement> { ["enable_thinking"] = JsonElement.Parse("false") };
        ChatMessage[] messages = [new("user", "Hi"), new("assistant", "<think>\nHm\n</think>\n\nHello."), new("user", " Bye ")];
        Assert.Equal(
            reference,
            ChatTemplate.Compile(template, new() { BosText = "<bos>", ControlTexts = ExampleTemplates.ChatMlControls })
                .Render(messages, arguments: arguments).ToString());
    }

    [Fact]
    public void Render_ThinkingSwitchAndPreOpenedThinking_AreTheTemplates()
    {
        var format = new ReasoningFormat("<think>", "</think>");
        var switched = TemplateFamily.All["tags"].Compile();
        var off = new Dictionary<string, JsonElement> { ["enable_thinking"] = JsonElement.Parse("false") };

        Assert.EndsWith("assistant\n<think>\n\n</think>\n\n", switched.Render(Plain, arguments: off).ToString());
        Assert.EndsWith("assistant\n", switched.Render(Plain).ToString());
        Assert.True(format.StartsInReasoning(TemplateFamily.All["wide bars"].Compile().Render(Plain).ToString()));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void ShowsTools_Family_IsWhetherToolsAreInThePrompt(string name)
    {
        var template = TemplateFamily.All[name].Compile();
        var prompt = template.Render([new("user", "Hi")], tools: Tools).ToString();
        Assert.Equal(prompt.Contains("get_weather", StringComparison.Ordinal), template.ShowsTools);
        Assert.Equal(name is not ("wide bars" or "elements"), template.ShowsTools);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void RenderContinued_LastAnswer_EndsExactlyBehindIt(string name)
    {
        ChatMessage[] messages = [.. Plain, new("assistant", "The answer <|im_end|> is ")];
        var template = TemplateFamily.All[name].Compile();
        var whole = template.Render(messages, addGenerationPrompt: false).ToString();
        var continued = template.RenderContinued(messages).ToString();

        Assert.EndsWith("The answer <|im_end|> is ", continued);
        // What the template trims from the end of a whole message stays here.
        Assert.StartsWith(continued.TrimEnd(), whole);
        Assert.NotEqual(continued, whole);
    }
}
