using System.Text;
using LightThinker.Engine.Grammars;

namespace LightThinker.Engine.Tests.Grammars;

public sealed class GrammarErrorTests
{
    [Theory]
    [InlineData("", "no rule named root")]
    [InlineData("start ::= \"a\"", "no rule named root")]
    [InlineData("root ::= (", "line 1, column 11: expected an element, '|' or ')', found the end of the grammar")]
    [InlineData("root ::= \"a\" )", "line 1, column 14: expected an element, '|' or the end of the line, found ')'")]
    [InlineData("root ::= \"a\"\nrest \"b\"", "line 2, column 6: expected '::=', found '\"'")]
    [InlineData("root ::= \"a\"\n  x ::= \"é\" y", "line 2, column 13: rule 'y' is not defined")]
    [InlineData("root ::= \"a\"\nroot ::= \"b\"", "line 2, column 1: rule 'root' is defined twice")]
    [InlineData("root ::= \"abc", "expected '\"' to end the literal")]
    [InlineData("root ::= [abc", "expected ']' to end the class")]
    [InlineData("root ::= [a-", "expected the end of the range")]
    [InlineData("root ::= []", "column 10: the class is empty")]
    [InlineData("root ::= [^]", "the class is empty")]
    [InlineData("root ::= [z-a]", "column 11: the range ends before it begins")]
    [InlineData("root ::= [\\uD800-\\uDFFF]", "matches no character")]
    [InlineData("root ::= \"\\uD83D\\uDE00\"", "half a surrogate pair")]
    [InlineData("root ::= \"\\q\"", "behind the backslash, found 'q'")]
    [InlineData("root ::= \"\\x4\"", "2 hexadecimal digits")]
    [InlineData("root ::= \"\\U00110000\"", "the largest character")]
    [InlineData("root ::= *", "nothing before '*'")]
    [InlineData("root ::= \"a\" | +", "nothing before '+'")]
    [InlineData("root ::= \"a\"{", "expected a number of repetitions")]
    [InlineData("root ::= \"a\"{2", "expected ',' or '}'")]
    [InlineData("root ::= \"a\"{2,", "expected '}'")]
    [InlineData("root ::= \"a\"{3,2}", "a maximum below its minimum")]
    [InlineData("root ::= <think>", "tokens cannot be named here")]
    [InlineData("words that are no grammar", "line 1, column 7: expected '::='")]
    public void Parse_IllFormedText_SaysWhereAndWhat(string grammar, string message) =>
        Assert.Contains(message, Failure(grammar).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("root ::= root \"a\"", "root → root.")]
    [InlineData("root ::= a\na ::= b \"x\" | \"y\"\nb ::= \"z\"? a", "a → b → a.")]
    [InlineData("root ::= (root)* \"a\"", "root → root.")]
    [InlineData("root ::= \"a\"\nx ::= (\"b\" | x \"c\"){2,3}", "x → x.")]
    [InlineData("root ::= e e root\ne ::= f*\nf ::= \"a\" |", "root → root.")]
    public void Parse_LeftRecursion_NamesTheRules(string grammar, string way) =>
        Assert.EndsWith(way, Failure(grammar).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_SixtyThousandParentheses_StopsAtTheLimit() =>
        Assert.Contains("more than 256", Failure($"root ::= {new string('(', 60_000)}").Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_SixtyThousandStars_StopsAtTheLimit() =>
        Assert.Contains(
            "more than 256", Failure($"root ::= \"a\"{new string('*', 60_000)}").Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_DeepestAllowed_FitsASmallStack()
    {
        string grammar = $"root ::= {new string('(', 256)}\"a\"{new string(')', 256)}";
        bool accepts = false;
        var thread = new Thread(() => accepts = GrammarProbe.Accepts(grammar, "a"), maxStackSize: 512 * 1024);

        thread.Start();
        thread.Join();

        Assert.True(accepts);
    }

    [Theory]
    [InlineData("1000000000")]
    [InlineData("0,1000000000")]
    [InlineData("1000000000,")]
    [InlineData("99999999999999999999999999999")]
    public void Parse_HugeRepetition_NamesTheLimit(string count) =>
        Assert.Contains("above 65536", Failure($"root ::= \"a\"{{{count}}}").Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_RepetitionsInsideOneAnother_AddUpInsteadOfMultiplying()
    {
        Grammar grammar = Grammar.Parse("root ::= (((\"ab\"{1000}){1000}){1000}){1000}");

        Assert.InRange(grammar.Program.Size, 4_000, 4_100);
    }

    [Fact]
    public void Parse_TooManyInstructions_NamesTheLimit() =>
        Assert.Contains(
            "instructions",
            Failure($"root ::= {string.Concat(Enumerable.Repeat("[a]{65536} ", 9))}").Message,
            StringComparison.Ordinal);

    [Fact]
    public void Parse_EightyThousandRules_NamesTheLimit()
    {
        var grammar = new StringBuilder("root ::= \"a\"\n");
        for (int i = 0; i < 80_000; i++)
        {
            grammar.Append('r').Append(i).Append("::=\"\"\n");
        }

        Assert.Contains("more than 65536 rules", Failure(grammar.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TooLongText_NamesTheLimit() =>
        Assert.Contains(
            "at most 1048576", Failure($"root ::= \"{new string('a', 1 << 20)}\"").Message, StringComparison.Ordinal);

    // Each rule calls the next one twice: a search that follows every path would take 2^60000 steps.
    [Fact]
    public void Parse_ChainOfDoubleCalls_ChecksEachCallOnce()
    {
        var grammar = new StringBuilder("root ::= r0\n");
        for (int i = 0; i < 20_000; i++)
        {
            grammar.Append('r').Append(i).Append("::=r").Append(i + 1).Append("|r").Append(i + 1).Append("\"x\"\n");
        }

        Grammar valid = Grammar.Parse(grammar + "r20000::=\"y\"");
        GrammarException circle = Failure(grammar + "r20000::=r0");

        Assert.InRange(valid.Program.Size, 40_000, 100_000);
        Assert.Contains("r0 → r1 → r2", circle.Message, StringComparison.Ordinal);
        Assert.EndsWith("… (20002 rules).", circle.Message, StringComparison.Ordinal);
    }

    private static GrammarException Failure(string grammar) =>
        Assert.Throws<GrammarException>(() => Grammar.Parse(grammar));
}
