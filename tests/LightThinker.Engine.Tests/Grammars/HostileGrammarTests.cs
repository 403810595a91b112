using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;

namespace LightThinker.Engine.Tests.Grammars;

/// <summary>Work is counted in instructions looked at, so that these do not depend on the machine.</summary>
public sealed class HostileGrammarTests
{
    private const long MaxWorkPerByte = GrammarLimits.MaxWorkPerByte + GrammarLimits.MaxReturns + GrammarLimits.MaxPaths;

    // Each has a number of derivations that is exponential in the length of the text.
    [Theory]
    [InlineData("root ::= (\"a\" | \"a\")*")]
    [InlineData("root ::= (\"a\"* \"a\"*)* \"b\"")]
    [InlineData("root ::= ((((\"a\"*)*)*)*)* \"b\"")]
    [InlineData("root ::= \"a\" | \"a\" root | \"a\" root root")]
    [InlineData("root ::= \"a\" root root root | \"a\"")]
    [InlineData("root ::= x\nx ::= \"a\" x x | \"a\" y x | \"\" \"a\"\ny ::= \"a\" x y | \"a\"")]
    public void Match_ExponentialAmbiguity_CostsBoundedWorkPerByte(string grammar)
    {
        var matcher = new GrammarProbe(grammar).Matcher;
        var state = new GrammarState(matcher);
        for (int i = 0; i < 250; i++)
        {
            long before = matcher.Work;

            Assert.True(state.TryAccept(new Token('a')));
            Assert.InRange(matcher.Work - before, 0, MaxWorkPerByte);
            Assert.InRange(state.PathCount, 1, GrammarLimits.MaxPaths);
        }
    }

    [Fact]
    public void Match_MorePathsThanAllowed_KeepsSomeAndTheTextStaysOfTheGrammar()
    {
        string ways = string.Join(" | ", Enumerable.Range(0, 3_000).Select(i => $"\"a\" [a-{(char)('p' + (i % 9))}] x{i}"));
        string rules = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"x{i} ::= [a-c]{{9}} \"b\"\n"));
        GrammarProbe probe = new($"root ::= {ways}\n{rules}");
        var state = new GrammarState(probe.Matcher);
        for (int i = 0; i < 11; i++)
        {
            Assert.True(state.TryAccept(new Token('a')));
        }

        Assert.Equal(GrammarLimits.MaxPaths, state.PathCount);
        Assert.True(state.TryAccept(new Token('b')));
        Assert.True(state.MustEnd);
    }

    [Fact]
    public void Match_CountedInManyWays_CostsBoundedWorkAndCanEnd()
    {
        GrammarProbe probe = new("root ::= (\"a\" \"a\"?){0,60000} \"b\"");
        var state = new GrammarState(probe.Matcher);
        for (int i = 0; i < 1_500; i++)
        {
            Assert.True(state.TryAccept(new Token('a')));
        }

        // The number of repetitions so far is any of 750; some of these are no longer told apart.
        Assert.InRange(probe.Matcher.Work, 1, 1_500 * 4 * GrammarLimits.MaxReturns);
        Assert.True(state.TryAccept(new Token('b')));
        Assert.True(state.MustEnd);
    }

    [Fact]
    public void Match_RepetitionOfNothing_StaysWithinTheBoundAndEnds()
    {
        GrammarProbe probe = new("root ::= (\"a\"?){0,65536} \"b\"");

        Assert.True(probe.Accepts("b"));
        Assert.True(probe.Accepts("aab"));
        Assert.True(probe.Matcher.CutCount > 0);
        Assert.InRange(probe.Matcher.Work, 1, 10 * MaxWorkPerByte);
    }

    [Fact]
    public void Mask_AmbiguousGrammar_CostsBoundedWork()
    {
        GrammarProbe probe = new("root ::= x{0,60000} \"b\"\nx ::= [a-z]{1,3} | [a-m]+ | [n-z]* \"q\"");
        GrammarState state = probe.After(Encoding.UTF8.GetBytes(new string('a', 2_000)))!;
        long before = probe.Matcher.Work;

        Assert.True(state.Mask().Contains(new Token('b')));
        Assert.InRange(
            probe.Matcher.Work - before, 1, GrammarLimits.MaxWorkPerMask + GrammarLimits.MaxWorkPerSmallMask + (2 * MaxWorkPerByte));
    }

    [Fact]
    public void Match_ManyDifferentStates_MemoryIsBoundedAndPlacesAreKept()
    {
        GrammarProbe probe = new("root ::= (\"(\" [a-z]{0,9} root \")\")* ");
        var state = new GrammarState(probe.Matcher);
        GrammarState early = state.Clone();
        Assert.True(early.TryAccept(new Token('(')));
        int most = 0;
        for (int i = 0; i < 60_000; i++)
        {
            Assert.True(state.TryAccept(new Token('(')));
            Assert.True(state.TryAccept(new Token('a' + (i % 26))));
            most = Math.Max(most, probe.Matcher.StateCount);
        }

        // 120,000 different states, of which a part is remembered at a time; an old place is still good.
        Assert.InRange(most, 1_000, 100_000);
        Assert.True(early.TryAccept(new Token(')')));
        Assert.True(early.CanEnd);
        for (int i = 0; i < 60_000; i++)
        {
            Assert.False(state.CanEnd);
            Assert.True(state.TryAccept(new Token(')')));
        }

        Assert.True(state.CanEnd);
        Assert.False(state.Allows(new Token(')')));
    }

    [Fact]
    public void Match_ChainOfFiveThousandRules_DoesNotRecurse()
    {
        var grammar = new StringBuilder("root ::= r0\n");
        for (int i = 0; i < 5_000; i++)
        {
            grammar.Append('r').Append(i).Append("::=r").Append(i + 1).Append("\"x\"?\n");
        }

        grammar.Append("r5000::=\"y\"");

        Assert.True(GrammarProbe.Accepts(grammar.ToString(), "yxxx"));
    }
}
