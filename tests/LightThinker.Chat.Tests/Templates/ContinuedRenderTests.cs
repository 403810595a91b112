using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

public sealed class ContinuedRenderTests
{
    private static string Continue(string? template, params ChatMessage[] messages) =>
        ChatTemplate.Compile(template, new() { ControlTexts = ExampleTemplates.ChatMlControls })
            .RenderContinued(messages).ToString();

    [Fact]
    public void RenderContinued_TemplateThatTrims_KeepsTheSpaceAtTheEnd() => Assert.Equal(
        "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nOne two ",
        Continue(ExampleTemplates.ChatMl, new("user", "Hi"), new("assistant", " One two ")));

    [Fact]
    public void RenderContinued_EmptyAnswer_EndsWhereTheAnswerBegins() => Assert.Equal(
        "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
        Continue(null, new("user", "Hi"), new("assistant", null)));

    [Fact]
    public void RenderContinued_AnswerThatIsInThePromptTwice_EndsAtTheLast() => Assert.Equal(
        "ab ab",
        Continue("{{ messages[0].content }} {{ messages[0].content }}.", new ChatMessage("assistant", "ab")));

    [Fact]
    public void RenderContinued_AnswerThatEndsLikeAMarkerBegins_IsText()
    {
        var prompt = ChatTemplate.Compile(null, new() { ControlTexts = ExampleTemplates.ChatMlControls })
            .RenderContinued([new("assistant", "a<|im_end|")]);
        Assert.Equal(
            [PromptSegment.Control("<|im_start|>"), PromptSegment.Plain("assistant\na<|im_end|")], prompt.Segments);
    }

    [Fact]
    public void RenderContinued_NothingToContinue_IsRefused()
    {
        var call = new ChatMessage("assistant", null) { ToolCalls = ToolConversation.Calls("1", "{}") };
        foreach (var messages in new ChatMessage[][] { [], [new("user", "Hi")], [call] })
        {
            var error = Assert.Throws<ChatTemplateException>(() => Continue(null, messages));
            Assert.Equal(ChatTemplateError.Argument, error.Error);
        }
    }

    [Fact]
    public void RenderContinued_TemplateThatHidesTheAnswer_IsRefused()
    {
        var error = Assert.Throws<ChatTemplateException>(() => Continue("Hi", new ChatMessage("assistant", "a")));
        Assert.Equal(ChatTemplateError.Failed, error.Error);
    }
}
