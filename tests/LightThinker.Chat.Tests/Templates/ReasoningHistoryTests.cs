using LightThinker.Chat.Reasoning;
using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

public sealed class ReasoningHistoryTests
{
    private static readonly ReasoningFormat Think = new("<think>", "</think>");
    private static readonly ReasoningFormat Thought = ReasoningFormat.Known[0];

    private static ChatMessage Separate(ChatMessage message, ReasoningFormat format) =>
        Assert.Single(ReasoningHistory.Separate([message], format));

    [Theory]
    [InlineData("<think>\nA.\n\nB.\n</think>\n\nC </think> D\n", "A.\n\nB.", "C </think> D\n")]
    [InlineData("\n<think></think>C", "", "C")]
    [InlineData("<think>A</think>", "A", "")]
    public void Separate_LeadingReasoning_IsTakenOutOfTheContent(string content, string reasoning, string answer)
    {
        var message = Separate(new ChatMessage("assistant", content), Think);
        Assert.Equal((reasoning, answer), (message.Reasoning, message.Content));
    }

    [Theory]
    [InlineData("<|begin_of_thought|>\n\nA\n\n<|end_of_thought|>\n\n<|begin_of_solution|>\nC\n<|end_of_solution|>\n")]
    [InlineData("<|begin_of_thought|>A<|end_of_thought|>C")]
    public void Separate_DelimitedAnswer_LosesItsDelimiters(string content)
    {
        var message = Separate(new ChatMessage("assistant", content), Thought);
        Assert.Equal(("A", "C"), (message.Reasoning, message.Content));
    }

    [Theory]
    [InlineData("user", "<think>A</think>C", null)]
    [InlineData("assistant", "<think>A</think>C", "given")]
    [InlineData("assistant", "<think>A", null)]
    [InlineData("assistant", "The tags are <think> and </think>.", null)]
    [InlineData("assistant", null, null)]
    public void Separate_AnyOtherMessage_StaysAsItIs(string role, string? content, string? reasoning)
    {
        var message = new ChatMessage(role, content) { Reasoning = reasoning };
        Assert.Same(message, Separate(message, Think));
    }
}
