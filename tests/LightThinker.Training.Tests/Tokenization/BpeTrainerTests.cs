using LightThinker.Training.Tests.TestKit;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Tests.Tokenization;

public sealed class BpeTrainerTests
{
    [Fact]
    public void Vocabulary_Digits_AreTokensOfTheirOwn()
    {
        var withDigit = SmallModel.Vocabulary.Tokens.Take(SmallModel.Vocabulary.FirstSpecial)
            .Where(token => token.Any(char.IsAsciiDigit))
            .Order();

        Assert.Equal("0123456789".SelectMany(digit => new[] { $"{digit}", $"\u0120{digit}" }).Order(), withDigit);
    }

    [Fact]
    public void Vocabulary_Tokens_AreUniqueAndHoldEveryByte()
    {
        Assert.Distinct(SmallModel.Vocabulary.Tokens);
        Assert.Equal(256, ByteAlphabet.Characters.Distinct().Count());
        Assert.All(ByteAlphabet.Characters, character => Assert.Contains(character.ToString(), SmallModel.Vocabulary.Tokens));
    }

    [Fact]
    public void Vocabulary_SpecialTokens_HaveThePublicCheckpointsNamesAndOrder()
    {
        Assert.Equal(
            [
                "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|splitter|>", "<|continue|>", "<|recover|>",
                "<|begin_of_thought|>", "<|end_of_thought|>", "<|begin_of_solution|>", "<|end_of_solution|>", "<|o_0|>", "<|o_1|>",
            ],
            SmallModel.Vocabulary.Tokens.Skip(SmallModel.Vocabulary.FirstSpecial));
    }

    [Fact]
    public void Trainer_MostFrequentPair_IsMergedFirst()
    {
        var vocabulary = BpeTrainer.Train(["abab abab xy"], size: 256 + 10 + 2 + 1, ["<|end|>"]);

        Assert.Equal(["a b", "ab ab"], vocabulary.Merges.Skip(10));
        Assert.Equal("<|end|>", vocabulary.Tokens[^1]);
    }

    [Theory]
    [InlineData("Mia has 247 apples.")]
    [InlineData("  日本 🙂 <|im_end|>\n\n\tend ")]
    [InlineData("")]
    public void Tokenizer_EncodedAndDecoded_IsTheSameText(string text)
    {
        var ids = SmallModel.Tokenizer.Encode(text);

        Assert.Equal(text, SmallModel.Tokenizer.Decode(ids));
        Assert.All(ids, id => Assert.InRange(id, 0, SmallModel.Vocabulary.FirstSpecial - 1));
    }
}
