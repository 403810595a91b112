using LightThinker.Llama.Grammars;

namespace LightThinker.Llama.Tests.Grammars;

public sealed class GrammarLimitsTests
{
    [Fact]
    public void Check_SixtyThousandBrackets_ThrowsInsteadOfEndingTheProcess()
    {
        string grammar = $"root ::= {new string('(', 30_000)}\"a\"{new string(')', 30_000)}";

        Assert.Contains("nests more than 64 brackets", Failure(grammar), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Check_Depth_HasALimit(int depth, bool allowed)
    {
        string grammar = $"root ::= {new string('(', depth)}\"a\"{new string(')', depth)}";

        Assert.Equal(allowed, Record.Exception(() => GrammarLimits.Check(grammar)) is null);
    }

    [Fact]
    public void Check_BracketsInLiteralsClassesAndComments_DoNotCount()
    {
        string many = new('(', 100);

        GrammarLimits.Check($"""
            root ::= "{many}\"{many}" [{many}\]{many}] rest # {many}
            rest ::= "x"
            """);
    }

    [Fact]
    public void Check_BracketBehindALiteral_Counts()
    {
        string grammar = $"root ::= \"a\\\\\" {new string('(', 65)}\"b\"{new string(')', 65)}";

        Assert.Contains("nests more", Failure(grammar), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_BracketsInARow_AreNotDepth() =>
        GrammarLimits.Check("root ::= " + string.Concat(Enumerable.Repeat("(\"a\") ", 1_000)));

    [Fact]
    public void Check_ChainOfRules_HasALimit()
    {
        string grammar = "root ::= r1\n" + string.Join('\n', Enumerable.Range(1, 4_096).Select(static i => $"r{i} ::= r{i + 1}"));

        Assert.Contains("at most 4096 are allowed", Failure(grammar), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TooManyBytes_NamesTheLimit() =>
        Assert.Contains("at most 65536", Failure($"root ::= \"{new string('é', 33_000)}\""), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n", "is empty")]
    [InlineData("root ::= \"a\0\"", "zero character")]
    public void Check_NothingOrZero_Throws(string grammar, string reason) =>
        Assert.Contains(reason, Failure(grammar), StringComparison.Ordinal);

    private static string Failure(string grammar) =>
        Assert.Throws<ArgumentException>(() => GrammarLimits.Check(grammar)).Message;
}
