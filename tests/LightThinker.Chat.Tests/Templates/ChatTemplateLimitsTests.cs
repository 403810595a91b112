using System.Text.Json;
using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

public sealed class ChatTemplateLimitsTests
{
    [Theory]
    [InlineData(1, 100, 0)]
    [InlineData(256, 0, 0)]
    [InlineData(257, 0, 1)]
    [InlineData(1, 2_100_000, 1)]
    [InlineData(1000, 1_000_000, 3)]
    [InlineData(100_000, 0, 4)]
    public void DoublingsFor_Conversation_CoverItsNeed(int messages, long characters, int doublings) =>
        Assert.Equal(doublings, new ChatTemplateLimits().DoublingsFor(messages, characters));

    [Fact]
    public void Render_AfterALimitWasHit_StillWorks()
    {
        const string template = "{% for i in range(n) %}{% for j in range(n) %}{% set x = i %}{% endfor %}{% endfor %}done";
        var compiled = ChatTemplate.Compile(template, new() { Limits = new() { Time = TimeSpan.FromMilliseconds(50) } });

        var error = Assert.Throws<ChatTemplateException>(() => compiled.Render([], arguments: Loops(99999)));
        Assert.Equal("The model's chat template was stopped: it went over its limit of 0.05 s of time.", error.Message);
        Assert.Equal("done", compiled.Render([], arguments: Loops(1)).ToString());
    }

    [Fact]
    public void Compile_EndlessNesting_IsStopped()
    {
        var template = "{{ " + new string('(', 100_000) + "1" + new string(')', 100_000) + " }}";
        var error = Assert.Throws<ChatTemplateException>(() => ChatTemplate.Compile(template, new()));
        Assert.Equal(ChatTemplateError.LimitExceeded, error.Error);
    }

    [Fact]
    public void Render_RecursionOnASmallStack_IsStoppedBeforeItOverflows()
    {
        var template = ChatTemplate.Compile(
            "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
            new() { Limits = new() { Recursion = 1_000_000 } });
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => template.Render([])), 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal(ChatTemplateError.LimitExceeded, Assert.IsType<ChatTemplateException>(error).Error);
    }

    private static Dictionary<string, JsonElement> Loops(int n) =>
        new() { ["n"] = JsonSerializer.SerializeToElement(n) };
}
