using LightThinker.Chat.Reasoning;

namespace LightThinker.Chat.Tests.Reasoning;

public sealed class ReasoningFormatTests
{
    private static readonly ReasoningFormat Think = new("<think>", "</think>");

    [Theory]
    [InlineData("", "<think> </think>", "<think>")]
    [InlineData("{{ '<think>\n' }}", "<think> </think>", "<think>")]
    [InlineData("", "<|begin_of_thought|> <|end_of_thought|> <think> </think>", "<|begin_of_thought|>")]
    [InlineData("{{ '<think>\n' }}", "<|begin_of_thought|> <|end_of_thought|> <think> </think>", "<think>")]
    [InlineData("{{ content.split('</think>')[-1] }}", "", "<think>")]
    [InlineData("", "[THINK] [/THINK]", "[THINK]")]
    [InlineData("", "<|START_THINKING|> <|END_THINKING|>", "<|START_THINKING|>")]
    [InlineData("", "<seed:think> </seed:think>", "<seed:think>")]
    [InlineData("{{ '<|im_start|>' }}", "<think> <|im_start|>", null)]
    [InlineData(null, "", null)]
    public void Detect_TemplateAndVocabulary_FindTheFormat(string? template, string tokens, string? open)
    {
        var vocabulary = tokens.Split(' ');
        Assert.Equal(open, ReasoningFormat.Detect(template, vocabulary.Contains)?.Open);
    }

    [Theory]
    [InlineData("<|im_start|>assistant\n<think>\n", true)]
    [InlineData("<|im_start|>assistant\n<think>", true)]
    [InlineData("<|im_start|>assistant\n<think>\n\n</think>\n\n", false)]
    [InlineData("<|im_start|>user\nWhat is <think>?<|im_end|>\n<|im_start|>assistant\n", false)]
    [InlineData("", false)]
    public void StartsInReasoning_RenderedPrompt_LooksAtItsEnd(string prompt, bool expected) =>
        Assert.Equal(expected, Think.StartsInReasoning(prompt));

    [Theory]
    [InlineData("", "</a>")]
    [InlineData("<a>", "")]
    public void Constructor_EmptyDelimiter_Throws(string open, string close) =>
        Assert.Throws<ArgumentException>(() => new ReasoningFormat(open, close));
}
