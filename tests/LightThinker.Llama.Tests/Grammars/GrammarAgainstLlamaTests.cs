using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;
using LightThinker.Llama.Grammars;
using LightThinker.Llama.Loading;

namespace LightThinker.Llama.Tests.Grammars;

/// <summary>
/// The engine's grammar beside llama.cpp's, token by token. Left out are the known differences (docs/grammars.md): control tokens,
/// bytes that are no UTF-8, and characters split over tokens.
/// </summary>
public sealed class GrammarAgainstLlamaTests(ModelFixture fixture)
{
    private readonly Vocabulary _vocabulary = fixture.Model.Vocabulary;

    [Theory]
    [InlineData("root ::= [0-9]+ (\" + \" [0-9]+)*")]
    [InlineData("root ::= \"{\" ws (pair (\",\" ws pair)*)? \"}\"\npair ::= \"\\\"\" [a-z]+ \"\\\": \" value\nvalue ::= root | [0-9]{1,3}\nws ::= [ \\n]?")]
    [InlineData("root ::= ([A-Z] [a-z]* \" \"?){2,4} [.!?]")]
    [InlineData("root ::= \"(\" root \")\" | \"x\"")]
    [InlineData("root ::= [^ab\\n]* \"a\" .")]
    [InlineData("root ::= (\"the\" | \"then\" | \"them\" | \"a\")+")]
    [InlineData("root ::= \"\\x41\\u0042\\U00000043\" [\\-\\]x-z]{0,3}")]
    [InlineData("root ::= <|splitter|> [a-z ]+ <[2]>?")]
    public void Allows_GrammarOfEachKind_AgreesWithLlama(string grammar)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            Compare(grammar, new Random(seed));
        }
    }

    [Fact]
    public void Allows_RandomGrammars_AgreesWithLlama()
    {
        var random = new Random(11);
        int compared = 0;
        for (int i = 0; i < 300; i++)
        {
            compared += Compare($"root ::= {Part(random, 3)} \"!\"\nx ::= [0-9] | \"(\" x \")\"", random);
        }

        Assert.InRange(compared, 600, 3_000);
    }

    private int Compare(string text, Random random)
    {
        using LlamaGrammar native = LlamaGrammar.Parse(fixture.Model, text);
        Token[] tokens = [.. Enumerable.Range(0, _vocabulary.Count).Select(id => new Token(id)).Where(IsComparable)];
        var state = new GrammarState(
            new GrammarMatcher(Grammar.Parse(text, _vocabulary), new TokenTrie(_vocabulary)));
        int step = 0;
        for (; step < 10; step++)
        {
            Token[] allowed = [.. tokens.Where(state.Mask().Contains)];

            Assert.True(allowed.SequenceEqual(tokens.Where(native.Allows)), $"{text}\nat step {step}");
            allowed = [.. allowed.Where(token => !_vocabulary.IsEndOfGeneration(token))];
            if (allowed.Length == 0)
            {
                break;
            }

            Token next = allowed[random.Next(allowed.Length)];
            native.Accept(next);
            Assert.True(state.TryAccept(next));
        }

        return step;
    }

    private bool IsComparable(Token token)
    {
        ReadOnlySpan<byte> bytes = _vocabulary.GetBytes(token);
        return _vocabulary.IsEndOfGeneration(token)
            || (!_vocabulary.IsControl(token) && System.Text.Unicode.Utf8.IsValid(bytes) && !bytes.Contains((byte)0));
    }

    private static string Part(Random random, int depth)
    {
        string[] simple = ["\"a\"", "\"the\"", "[a-m]", "[^a-z]", "x", "\" \"", "[0-9é]", "\"\\n\"", "."];
        if (depth == 0)
        {
            return simple[random.Next(simple.Length)];
        }

        // Only what cannot be empty is repeated: llama.cpp takes the rest for left recursion.
        string inner = Part(random, depth - 1);
        string repeated = $"({simple[random.Next(simple.Length)]} {inner})";
        return random.Next(6) switch
        {
            0 => $"{repeated}*",
            1 => $"{repeated}+",
            2 => $"{repeated}{{{random.Next(1, 3)},{random.Next(3, 5)}}}",
            3 => $"({inner} | {Part(random, depth - 1)})",
            4 => $"{repeated}?",
            _ => $"{inner} {Part(random, depth - 1)}",
        };
    }
}
