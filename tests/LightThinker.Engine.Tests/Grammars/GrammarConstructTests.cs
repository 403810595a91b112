using System.Text;

namespace LightThinker.Engine.Tests.Grammars;

public sealed class GrammarConstructTests
{
    [Theory]
    [InlineData("root ::= \"abc\"", "abc", true)]
    [InlineData("root ::= \"abc\"", "ab", false)]
    [InlineData("root ::= \"abc\"", "abcd", false)]
    [InlineData("root ::= \"\"", "", true)]
    [InlineData("root ::= ", "", true)]
    [InlineData("root ::= \"a\" | \"b\"", "b", true)]
    [InlineData("root ::= \"a\" | \"b\"", "ab", false)]
    [InlineData("root ::= \"a\" |\n  \"b\"", "b", true)]
    [InlineData("root ::= \"a\" | ", "", true)]
    [InlineData("root ::= \"a\" (\"b\" | \"c\") \"d\"", "acd", true)]
    [InlineData("root ::= (\n \"a\"\n  \"b\" # why\n)", "ab", true)]
    [InlineData("# first\nroot ::= \"a\" # last", "a", true)]
    [InlineData("root ::= x y\nx ::= \"1\"\n\n\ny ::= \"2\"", "12", true)]
    [InlineData("root ::= x-1 \"b\"\r\nx-1 ::= \"a\"\r\n", "ab", true)]
    public void Sequence_Text_IsAnswered(string grammar, string text, bool accepts) =>
        Assert.Equal(accepts, GrammarProbe.Accepts(grammar, text));

    [Theory]
    [InlineData("[a-c]", "b", true)]
    [InlineData("[a-c]", "d", false)]
    [InlineData("[a-cx]", "x", true)]
    [InlineData("[^a-c]", "b", false)]
    [InlineData("[^a-c]", "é", true)]
    [InlineData("[^a-c]", "😀", true)]
    [InlineData("[^\\n]", "\n", false)]
    [InlineData("[-a]", "-", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[a\\-z]", "b", false)]
    [InlineData("[a\\-z]", "-", true)]
    [InlineData("[\\]]", "]", true)]
    [InlineData("[a^]", "^", true)]
    [InlineData("[ぁ-ゟ]", "の", true)]
    [InlineData("[ぁ-ゟ]", "カ", false)]
    [InlineData("[\\u00e8-\\U0001F600]", "é", true)]
    [InlineData("[\\u00e8-\\U0001F600]", "😀", true)]
    [InlineData("[\\u00e8-\\U0001F600]", "😁", false)]
    [InlineData(".", "\n", true)]
    [InlineData(".", "\U0010FFFF", true)]
    [InlineData(".", "\0", false)]
    [InlineData("[^a]", "\0", false)]
    [InlineData("[\\x00]", "\0", true)]
    public void Class_Character_IsAnswered(string element, string text, bool accepts) =>
        Assert.Equal(accepts, GrammarProbe.Accepts($"root ::= {element}", text));

    [Theory]
    [InlineData("\\x41", "A")]
    [InlineData("\\u00e9", "é")]
    [InlineData("\\U0001F600", "😀")]
    [InlineData("\\t\\r\\n\\\\\\\"\\[\\]\\-", "\t\r\n\\\"[]-")]
    [InlineData("é😀", "é😀")]
    [InlineData("#", "#")]
    public void Literal_Escape_IsTheCharacter(string literal, string text) =>
        Assert.True(GrammarProbe.Accepts($"root ::= \"{literal}\"", text));

    [Theory]
    [InlineData("\"a\"*", 0, int.MaxValue)]
    [InlineData("\"a\"+", 1, int.MaxValue)]
    [InlineData("\"a\"?", 0, 1)]
    [InlineData("\"a\"{3}", 3, 3)]
    [InlineData("\"a\"{2,}", 2, int.MaxValue)]
    [InlineData("\"a\"{ 2 , 4 }", 2, 4)]
    [InlineData("\"a\"{0,3}", 0, 3)]
    [InlineData("\"a\"{0}", 0, 0)]
    [InlineData("\"a\"{1,1}", 1, 1)]
    [InlineData("\"a\"{1,2}", 1, 2)]
    [InlineData("\"a\"{0,}", 0, int.MaxValue)]
    [InlineData("\"a\"{1,}", 1, int.MaxValue)]
    [InlineData("\"a\"{2}{3}", 6, 6)]
    [InlineData("(\"a\" | \"aa\"){2}", 2, 4)]
    [InlineData("(\"a\"?){3}", 0, 3)]
    [InlineData("(\"a\"*)*", 0, int.MaxValue)]
    [InlineData("(\"a\"?)+", 0, int.MaxValue)]
    [InlineData("\"\"*", 0, 0)]
    [InlineData("[a]{2,3}", 2, 3)]
    [InlineData(".{2,3}", 2, 3)]
    [InlineData("x{2,3}\nx ::= \"a\"", 2, 3)]
    public void Repetition_Count_IsBounded(string element, int min, int max)
    {
        var probe = new GrammarProbe($"root ::= {element}");

        for (int count = 0; count < 9; count++)
        {
            Assert.Equal(count >= min && count <= max, probe.Accepts(new string('a', count)));
        }
    }

    [Fact]
    public void Repetition_OfALiteral_RepeatsAllOfIt() => Assert.True(GrammarProbe.Accepts("root ::= \"ab\"{2}", "abab"));

    [Theory]
    [InlineData("", true)]
    [InlineData("()", true)]
    [InlineData("(()())", true)]
    [InlineData("(()", false)]
    [InlineData("())", false)]
    public void Recursion_Brackets_AreBalanced(string text, bool accepts) =>
        Assert.Equal(accepts, GrammarProbe.Accepts("root ::= (\"(\" root \")\")*", text));

    [Fact]
    public void Recursion_AtTheEnd_DoesNotNest()
    {
        var probe = new GrammarProbe("root ::= item (\",\" root)?\nitem ::= [a-z]+");

        Assert.NotNull(probe.After(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("ab", 1000)))));
        Assert.InRange(probe.Matcher.StateCount, 1, 10);
    }

    [Fact]
    public void Recursion_HundredThousandLevels_ComesBack()
    {
        var probe = new GrammarProbe("root ::= \"(\" root \")\" | \"x\"");

        Assert.True(probe.Accepts(new string('(', 100_000) + "x" + new string(')', 100_000)));
    }

    [Fact]
    public void Alternatives_ThatBeginAlike_ShareTheirPath()
    {
        string words = string.Join(" | ", Enumerable.Range(0, 10_000).Select(i => $"\"word{i:D5}\""));
        var probe = new GrammarProbe($"root ::= {words}");

        Assert.Equal(1, probe.After("word"u8.ToArray())!.PathCount);
        Assert.True(probe.Accepts("word04711"));
        Assert.False(probe.Accepts("word4711"));
    }

    [Theory]
    [InlineData(new byte[] { 0xC3 }, true)]
    [InlineData(new byte[] { 0x80 }, false)]
    [InlineData(new byte[] { 0xC0 }, false)]
    [InlineData(new byte[] { 0xE0, 0x80 }, false)]
    [InlineData(new byte[] { 0xED, 0xA0 }, false)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, true)]
    [InlineData(new byte[] { 0xF4, 0x90 }, false)]
    [InlineData(new byte[] { 0xFF }, false)]
    public void Dot_PartOfACharacter_MustBeginOne(byte[] text, bool begins)
    {
        GrammarProbe probe = new("root ::= .");

        Assert.Equal(begins, probe.Begins(text));
        Assert.False(probe.After(text)?.CanEnd ?? false);
    }
}
