using LightThinker.Engine.Decoding;
using LightThinker.Server.TextCompletions;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Server.Tests.TextCompletions;

public sealed class FillInTokensTests
{
    private static readonly ScriptedVocabulary Named = new("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "a");

    [Fact]
    public void Find_InTheFile_ComesBeforeNames()
    {
        var metadata = new Dictionary<string, string>
        {
            ["tokenizer.ggml.fim_pre_token_id"] = "3",
            ["tokenizer.ggml.fim_suf_token_id"] = "1",
            ["tokenizer.ggml.fim_mid_token_id"] = "0",
        };

        Assert.Equal(new FillInTokens(new Token(3), new Token(1), new Token(0)), FillInTokens.Find(metadata, Named));
    }

    [Fact]
    public void Find_ByName_NeedsAllThree()
    {
        var none = new Dictionary<string, string>();

        Assert.Equal(new FillInTokens(new Token(0), new Token(1), new Token(2)), FillInTokens.Find(none, Named));
        Assert.Null(FillInTokens.Find(none, new ScriptedVocabulary("<|fim_prefix|>", "<|fim_suffix|>", "a")));
    }

    [Fact]
    public void Find_OfATokenThatIsNone_FindsNothing()
    {
        var metadata = new Dictionary<string, string>
        {
            ["tokenizer.ggml.fim_pre_token_id"] = "0",
            ["tokenizer.ggml.fim_suf_token_id"] = "0",
            ["tokenizer.ggml.fim_mid_token_id"] = "1",
        };

        Assert.Null(FillInTokens.Find(metadata, new ScriptedVocabulary("a")));
    }

    [Theory]
    [InlineData(new[] { 9, 4 }, new[] { 9, 0, 4, 1, 5, 6, 2 })]
    [InlineData(new[] { 4, 9 }, new[] { 0, 4, 9, 1, 5, 6, 2 })]
    [InlineData(new int[0], new[] { 0, 1, 5, 6, 2 })]
    public void Around_AGap_PutsPrefixSuffixAndMiddleInOrder(int[] before, int[] expected)
    {
        var tokens = new FillInTokens(new Token(0), new Token(1), new Token(2));

        IReadOnlyList<Token> prompt = tokens.Around(Tokens(before), Tokens([5, 6]), begin: new Token(9));

        Assert.Equal(expected, prompt.Select(token => token.Id));
    }

    private static IReadOnlyList<Token> Tokens(int[] ids) => [.. ids.Select(id => new Token(id))];
}
