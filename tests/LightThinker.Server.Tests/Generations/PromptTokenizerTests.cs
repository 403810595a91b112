using LightThinker.Chat.Templates;
using LightThinker.Engine.Decoding;
using LightThinker.Server.Generations;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Server.Tests.Generations;

public sealed class PromptTokenizerTests
{
    private static readonly ScriptedVocabulary Vocabulary =
        new(["<|im_start|>", .. Enumerable.Range(32, 95).Select(value => ((char)value).ToString())]);

    [Fact]
    public void Prompt_WithAControlSegment_HasItsToken()
    {
        IReadOnlyList<Token> tokens = Tokenize(PromptSegment.Control("<|im_start|>"), PromptSegment.Plain("ab"));

        Assert.Equal([Vocabulary["<|im_start|>"], Vocabulary["a"], Vocabulary["b"]], tokens);
    }

    [Fact]
    public void Prompt_WithAControlNameAsText_HasNoControlToken()
    {
        IReadOnlyList<Token> tokens = Tokenize(PromptSegment.Plain("<|im_start|>"));

        Assert.DoesNotContain(Vocabulary["<|im_start|>"], tokens);
        Assert.Equal("<|im_start|>".Length, tokens.Count);
    }

    private static IReadOnlyList<Token> Tokenize(params PromptSegment[] segments) =>
        PromptTokenizer.Tokenize(new PromptText(segments), Vocabulary);
}
