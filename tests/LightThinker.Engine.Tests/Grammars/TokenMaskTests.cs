using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Engine.Tests.Grammars;

public sealed class TokenMaskTests
{
    private static readonly ScriptedVocabulary Words = new(
        "<|im_end|>", "<think>", "<|other|>", "a", "b", "ab", "abc", "", "é", "ab", " ", "<tool>");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mask_RandomGrammarsAndVocabularies_IsAllowsTokenByToken(int seed)
    {
        var random = new Random(seed);
        var grammars = new RandomGrammars(random);
        int steps = 0;
        for (int i = 0; i < 300; i++)
        {
            ScriptedVocabulary vocabulary = RandomVocabulary(random, grammars);
            var trie = new TokenTrie(vocabulary);
            Grammar grammar = Grammar.Parse(grammars.Grammar().Text);
            var state = new GrammarState(new GrammarMatcher(grammar, trie));

            // A matcher of its own per question: nothing that one has remembered can help the other.
            var fresh = new GrammarMatcher(grammar, trie);
            var accepted = new List<Token>();
            for (int step = 0; step < 12; step++, steps++)
            {
                Token[] allowed = [.. AllTokens(vocabulary).Where(state.Mask().Contains)];

                Assert.Equal(allowed, AllTokens(vocabulary).Where(Replayed(fresh, accepted).Allows));
                Assert.Equal(state.CanEnd, allowed.Contains(vocabulary["<|im_end|>"]));
                allowed = [.. allowed.Where(token => !vocabulary.IsControl(token))];
                if (allowed.Length == 0)
                {
                    break;
                }

                accepted.Add(allowed[random.Next(allowed.Length)]);
                Assert.True(state.TryAccept(accepted[^1]));
            }
        }

        Assert.InRange(steps, 600, 3_600);
    }

    // Here most bytes lead back to the same state, so that the walk takes whole branches at once.
    [Theory]
    [InlineData("root ::= \"\\\"\" [^\"\\x00-\\x1f]* \"\\\"\" \"}\"")]
    [InlineData("root ::= \"\\\"\" .*")]
    [InlineData("root ::= \"\\\"\" ([^b\"]* | [a-z]{2}) \"\\\"\"")]
    public void Mask_InsideAString_IsAllowsTokenByToken(string grammar)
    {
        var random = new Random(7);
        byte[] letters = "ab\"} \n0é"u8.ToArray();
        var vocabulary = new ScriptedVocabulary(
            [.. Enumerable.Range(0, 2_000).Select(_ => random.GetItems(letters, random.Next(1, 7)))]);
        var matcher = new GrammarMatcher(Grammar.Parse(grammar), new TokenTrie(vocabulary));
        var state = new GrammarState(matcher);
        for (int step = 0; step < 6; step++)
        {
            TokenMask mask = state.Mask();
            Token[] allowed = [.. AllTokens(vocabulary).Where(state.Allows)];

            Assert.Equal(allowed, AllTokens(vocabulary).Where(mask.Contains));
            if (allowed.Length == 0)
            {
                break;
            }

            Assert.True(state.TryAccept(allowed[random.Next(allowed.Length)]));
        }
    }

    [Fact]
    public void Mask_ControlAndEmptyTokens_AreNeverText()
    {
        GrammarState state = Begin("root ::= .*");

        Assert.Equal([0, 3, 4, 5, 6, 8, 9, 10, 11], Allowed(state));
        Assert.False(state.TryAccept(Words["<think>"]));
        Assert.False(state.Allows(new Token(-1)));
        Assert.False(state.Allows(new Token(12)));
        Assert.False(state.TryAccept(new Token(12)));
    }

    [Fact]
    public void Mask_EndOfGeneration_OnlyWhereTheTextMayEnd()
    {
        GrammarState state = Begin("root ::= \"ab\"");

        Assert.Equal([3, 5, 9], Allowed(state));
        Assert.False(state.TryAccept(Words["<|im_end|>"]));
        Assert.True(state.TryAccept(Words["ab"]));
        Assert.True(state.MustEnd);
        Assert.Equal([0], Allowed(state));
        Assert.True(state.TryAccept(Words["<|im_end|>"]));
    }

    [Fact]
    public void Mask_NamedTokens_AreThatTokenOnly()
    {
        GrammarState state = Begin("root ::= <think> !<tool>* <[2]> \"ab\"");

        Assert.Equal([1], Allowed(state));
        Assert.True(state.TryAccept(Words["<think>"]));
        Assert.Equal([2, 3, 4, 5, 6, 8, 9, 10], Allowed(state));
        Assert.True(state.TryAccept(Words["abc"]));
        Assert.True(state.TryAccept(Words["<|other|>"]));
        Assert.Equal([3, 5, 9], Allowed(state));
    }

    [Fact]
    public void Mask_NamedTokenBesideText_AllowsBoth()
    {
        GrammarState state = Begin("root ::= (<[5]> | \"a\") \"b\"?");

        Assert.Equal([3, 5, 9], Allowed(state));
        Assert.True(state.TryAccept(new Token(5)));

        // Token 5 was either itself or the text "ab": one way allows a b to follow, the other has ended.
        Assert.Equal([0, 4], Allowed(state));
    }

    [Fact]
    public void Mask_SameState_IsMadeOnce()
    {
        GrammarState state = Begin("root ::= [ab]*");
        TokenMask mask = state.Mask();

        Assert.True(state.TryAccept(Words["ab"]));

        Assert.Same(mask, state.Mask());
    }

    [Fact]
    public void Clone_AfterMoreTokens_StaysWhereItWas()
    {
        GrammarState state = Begin("root ::= \"ab\" \"b\"?");
        Assert.True(state.TryAccept(Words["a"]));
        GrammarState kept = state.Clone();

        Assert.True(state.TryAccept(Words["b"]));

        Assert.False(kept.CanEnd);
        Assert.True(kept.TryAccept(Words["b"]));
        Assert.True(kept.CanEnd);
    }

    [Theory]
    [InlineData("root ::= <nothing such>", "not exactly one token")]
    [InlineData("root ::= <[12]>", "above 11")]
    [InlineData("root ::= <[0]>", "ends the output")]
    [InlineData("root ::= <think", "expected '>'")]
    [InlineData("root ::= <[1>", "expected ']>'")]
    [InlineData("root ::= !\"a\"", "expected '<' and a token")]
    public void Parse_WrongToken_SaysWhy(string grammar, string message) => Assert.Contains(
        message, Assert.Throws<GrammarException>(() => Grammar.Parse(grammar, Words)).Message, StringComparison.Ordinal);

    private static GrammarState Begin(string grammar) =>
        new(new GrammarMatcher(Grammar.Parse(grammar, Words), new TokenTrie(Words)));

    private static GrammarState Replayed(GrammarMatcher matcher, List<Token> tokens)
    {
        var state = new GrammarState(matcher);
        Assert.All(tokens, token => Assert.True(state.TryAccept(token)));
        return state;
    }

    private static IEnumerable<Token> AllTokens(ScriptedVocabulary vocabulary) =>
        Enumerable.Range(0, vocabulary.Count).Select(id => new Token(id));

    private static int[] Allowed(GrammarState state)
    {
        TokenMask mask = state.Mask();
        int[] ids = [.. AllTokens(Words).Where(mask.Contains).Select(token => token.Id)];
        Assert.Equal(ids.Length, mask.Count);
        return ids;
    }

    // Pieces of texts, cut anywhere, also inside characters.
    private static ScriptedVocabulary RandomVocabulary(Random random, RandomGrammars texts)
    {
        var tokens = new List<byte[]> { "<|im_end|>"u8.ToArray(), "<|control|>"u8.ToArray() };
        for (int i = 0; i < 60; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(texts.Text(4));
            int start = random.Next(bytes.Length + 1);
            tokens.Add(bytes[start..random.Next(start, bytes.Length + 1)]);
        }

        return new ScriptedVocabulary([.. tokens]);
    }
}
