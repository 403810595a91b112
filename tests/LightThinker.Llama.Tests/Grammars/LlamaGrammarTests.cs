using System.Globalization;
using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Grammars;
using LightThinker.Llama.Loading;

namespace LightThinker.Llama.Tests.Grammars;

public sealed class LlamaGrammarTests(ModelFixture fixture)
{
    private readonly Vocabulary _vocabulary = fixture.Model.Vocabulary;

    [Fact]
    public void Accept_AllowedTokens_MovesOnToTheEnd()
    {
        using LlamaGrammar grammar = Parse("root ::= \"7\" (\"8\" | \"9\")");
        Token end = _vocabulary.Find("<|im_end|>")!.Value;

        Assert.False(grammar.Allows(end));
        grammar.Accept(Digit('7'));
        Assert.True(grammar.Allows(Digit('9')));
        grammar.Accept(Digit('8'));

        Assert.False(grammar.Allows(Digit('9')));
        Assert.True(grammar.Allows(end));
        grammar.Accept(end);
    }

    [Fact]
    public void Accept_ForbiddenToken_ThrowsInsteadOfEndingTheProcess()
    {
        using LlamaGrammar grammar = Parse("root ::= \"7\"");

        Assert.Contains(
            "does not allow token", Assert.Throws<DecoderException>(() => grammar.Accept(Digit('8'))).Message,
            StringComparison.Ordinal);
        grammar.Accept(Digit('7'));
    }

    [Fact]
    public void Accept_EndBeforeTheGrammarEnds_Throws()
    {
        using LlamaGrammar grammar = Parse("root ::= \"77\"");

        Assert.Throws<DecoderException>(() => grammar.Accept(_vocabulary.Find("<|im_end|>")!.Value));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_000)]
    public void AllowsAndAccept_TokenThatDoesNotExist_Throw(int id)
    {
        using LlamaGrammar grammar = Parse("root ::= .*");

        Assert.Throws<DecoderException>(() => grammar.Allows(new Token(id)));
        Assert.Throws<DecoderException>(() => grammar.Accept(new Token(id)));
    }

    [Theory]
    [InlineData("root ::= (")]
    [InlineData("root ::= other")]
    [InlineData("start ::= \"a\"")]
    [InlineData("root ::= root \"a\"")]
    [InlineData("words that are no grammar")]
    public void Parse_IllFormedGrammar_Throws(string grammar) =>
        Assert.Contains(
            "not a well-formed GBNF grammar", Assert.Throws<ArgumentException>(() => Parse(grammar)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Parse_DeepGrammar_ThrowsBeforeTheNativeCall()
    {
        string grammar = $"root ::= {new string('(', 60_000)}";

        Assert.Contains("nests more", Assert.Throws<ArgumentException>(() => Parse(grammar)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LargestAllowedGrammars_FitTheStackOfASmallThread()
    {
        string brackets = $"root ::= {new string('(', 64)}\"7\"{new string(')', 64)}";
        var chain = new StringBuilder("root ::= r1\n");
        for (int i = 1; i < 4_090; i++)
        {
            chain.Append(CultureInfo.InvariantCulture, $"r{i} ::= r{i + 1}\n");
        }

        chain.Append("r4090 ::= \"7\"\n");
        bool allowed = false;
        var thread = new Thread(
            () => allowed = AllowsSeven(brackets) && AllowsSeven(chain.ToString()), maxStackSize: 1536 * 1024);

        thread.Start();
        thread.Join();

        Assert.True(allowed);
    }

    [Fact]
    public void Dispose_ModelFirst_GrammarStillWorks()
    {
        LlamaModel model = LlamaModel.Load(
            new LlamaModelOptions { Path = ModelFixture.ModelPath },
            cancellation: TestContext.Current.CancellationToken);
        using LlamaGrammar grammar = LlamaGrammar.Parse(model, "root ::= \"7\"");

        model.Dispose();

        Assert.True(grammar.Allows(Digit('7')));
        Assert.False(grammar.Allows(Digit('8')));
    }

    private bool AllowsSeven(string text)
    {
        using LlamaGrammar grammar = Parse(text);
        return grammar.Allows(Digit('7')) && !grammar.Allows(Digit('8'));
    }

    private LlamaGrammar Parse(string grammar) => LlamaGrammar.Parse(fixture.Model, grammar);

    private Token Digit(char digit) => Assert.Single(_vocabulary.Tokenize(digit.ToString()));
}
