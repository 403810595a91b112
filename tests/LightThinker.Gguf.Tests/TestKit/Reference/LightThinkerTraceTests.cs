using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Reference;

namespace LightThinker.Gguf.Tests.TestKit.Reference;

public sealed class LightThinkerTraceTests
{
    // Letters stand for tokens: S split, R resume, 0 and 1 cache tokens, < and > the delimiters.
    private static readonly LightThinkerScheme Scheme = new()
    {
        Split = new('S'),
        CacheTokens = [new('0'), new('1')],
        Resume = new('R'),
        OpeningDelimiter = new('<'),
        ClosingDelimiter = new('>'),
    };

    [Fact]
    public void Mask_OneThought_IsTheMethodsMatrix()
    {
        LightThinkerTrace trace = Run(Scheme, "pp", "<abSc>x");

        Assert.Equal("pp<abS01Rc>x", Text(trace));
        Assert.Equal(
            [
                "p",
                "pp",
                "pp<",
                "pp<a",
                "pp<ab",
                "pp<abS",
                "pp<abS0",
                "pp<abS01",
                "pp<...01R",
                "pp<...01Rc",
                "pp<...01Rc>",
                "pp<...01Rc>x",
            ],
            Rows(trace));
    }

    [Fact]
    public void Mask_DelimiterEvicted_GoesWithTheFirstThoughtOnly()
    {
        LightThinkerTrace trace = Run(Scheme with { EvictsOpeningDelimiter = true }, "p", "<aSb<S");

        Assert.Equal("p<aS01Rb<S01R", Text(trace));
        Assert.Equal("p<aS01", Rows(trace)[5]);
        Assert.Equal("p...01R", Rows(trace)[6]);
        Assert.Equal("p...01Rb<S01", Rows(trace)[11]);
        Assert.Equal("p...01R...01R", Rows(trace)[12]);
    }

    [Fact]
    public void Mask_SeveralThoughts_KeepsCacheAndResumeTokensOfEach()
    {
        LightThinkerTrace trace = Run(Scheme, "p", "<aSbcSd");

        Assert.Equal("p<..01R...01Rd", Rows(trace)[^1]);
        Assert.Equal("p<..01RbcS01", Rows(trace)[11]);
        Assert.Equal(2, trace.Compressions);
    }

    [Fact]
    public void Sample_SplitInTheAnswer_IsOrdinaryUnlessTheAnswerIsCompressed()
    {
        LightThinkerTrace kept = Run(Scheme, "p", "<a>bSc");
        LightThinkerTrace compressed = Run(Scheme with { CompressesAnswer = true }, "p", "<a>bSc");

        Assert.Equal("p<a>bSc", Rows(kept)[^1]);
        Assert.Equal("p<....01Rc", Rows(compressed)[^1]);
    }

    [Fact]
    public void Sample_TextBeforeTheReasoning_IsNeverEvicted()
    {
        LightThinkerTrace trace = Run(Scheme with { EvictsOpeningDelimiter = true }, "p", "aS<bSc");

        Assert.Equal("paS...01Rc", Rows(trace)[^1]);
    }

    [Fact]
    public void Sample_PromptOpensReasoning_CompressesFromTheFirstToken()
    {
        var trace = new LightThinkerTrace(Scheme, Tokens("p<"), promptOpensReasoning: true);
        trace.Sample(new('a'));
        trace.Sample(new('S'));

        Assert.Equal("p<..01R", Rows(trace)[^1]);
    }

    [Fact]
    public void Sample_TokenLevel_CompressesEveryInterval()
    {
        LightThinkerTrace trace = Run(Scheme with { Interval = 2 }, "p", "<abScd>ef");

        Assert.Equal("p<ab01RSc01Rd>ef", Text(trace));
        Assert.Equal("p<..01R..01Rd>ef", Rows(trace)[^1]);
    }

    [Fact]
    public void SampledFrom_AfterACompression_IsTheResumeRow()
    {
        LightThinkerTrace trace = Run(Scheme, "pp", "<aSb");

        // pp<aS01R b: the first three are sampled from the row before them, b from the resume token's.
        Assert.Equal([1, 2, 3, 7], trace.SampledFrom);
    }

    private static LightThinkerTrace Run(LightThinkerScheme scheme, string prompt, string sampled)
    {
        var trace = new LightThinkerTrace(scheme, Tokens(prompt));
        foreach (Token token in Tokens(sampled))
        {
            trace.Sample(token);
        }

        return trace;
    }

    private static Token[] Tokens(string text) => [.. text.Select(letter => new Token(letter))];

    private static string Text(LightThinkerTrace trace) => string.Concat(trace.Tokens.Select(token => (char)token.Id));

    // Each row's visible keys by their letters, hidden ones as dots.
    private static string[] Rows(LightThinkerTrace trace)
    {
        string text = Text(trace);
        VisibilityMask mask = trace.Mask;
        return
        [
            .. Enumerable.Range(0, text.Length).Select(row => string.Concat(
                Enumerable.Range(0, text.Length)
                    .Where(key => key <= row || mask.Allows(row, key))
                    .Select(key => mask.Allows(row, key) ? text[key] : '.'))),
        ];
    }
}
