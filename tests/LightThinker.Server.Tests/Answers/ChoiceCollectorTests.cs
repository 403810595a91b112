using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;
using LightThinker.Server.Answers;

namespace LightThinker.Server.Tests.Answers;

public sealed class ChoiceCollectorTests
{
    private static readonly ChoiceEnd End = new(
        0,
        new GenerationResult(FinishReason.Stop, 5, 7, 2, new ContextUsage("none", 0, 0, 12, 12, 12, 50), Error: null),
        CalledTools: true);

    [Fact]
    public void Create_OfPiecesInTurns_KeepsTheirOrder()
    {
        ChoiceAnswer answer = Collect(
            new(0, AnswerPart.Reasoning, "H"),
            new(0, AnswerPart.Reasoning, "m"),
            new(0, AnswerPart.Content, "a"),
            new(0, AnswerPart.ToolCall, "") { Call = new ToolCallPiece(0, "call_1", "f") },
            new(0, AnswerPart.ToolCall, "{}") { Call = new ToolCallPiece(0) },
            new(0, AnswerPart.ToolCall, "") { Call = new ToolCallPiece(1, "call_2", "g") },
            new(0, AnswerPart.Content, "b"));

        Assert.Equal(
            ["Reasoning Hm", "Content a", "ToolCall {}", "ToolCall ", "Content b"],
            answer.Parts.Select(part => $"{part.Kind} {part.Text}"));
        Assert.Equal(("ab", "Hm"), (answer.Content, answer.Reasoning));
        Assert.Equal([new ToolCallAnswer("call_1", "f", "{}"), new ToolCallAnswer("call_2", "g", "")], answer.ToolCalls);
    }

    [Fact]
    public void Create_OfTokens_GivesEachPartItsOwn()
    {
        ChoiceAnswer answer = Collect(
            new(0, AnswerPart.Content, "a") { Tokens = [Token(1)] },
            new(0, AnswerPart.ToolCall, "") { Call = new ToolCallPiece(0, "call_1", "f"), Tokens = [Token(2), Token(3)] },
            new(0, AnswerPart.Content, "") { Tokens = [Token(4)] });

        Assert.Equal(["1", "2 3 4"], answer.Parts.Select(part => Ids(part.Tokens)));
        Assert.Equal("1 2 3 4", Ids(answer.Tokens));
    }

    [Fact]
    public void Create_OfTokensAlone_HasNoParts()
    {
        ChoiceAnswer answer = Collect(new AnswerDelta(0, AnswerPart.Content, "") { Tokens = [Token(1)] });

        Assert.Empty(answer.Parts);
        Assert.Equal("1", Ids(answer.Tokens));
    }

    private static ChoiceAnswer Collect(params AnswerDelta[] deltas)
    {
        var collector = new ChoiceCollector();
        foreach (AnswerDelta delta in deltas)
        {
            collector.Append(delta);
        }

        return collector.Create(End);
    }

    private static WrittenToken Token(int id) => new(Phase.Answer, new TokenLogprob(new Token(id), -1), []);

    private static string Ids(IEnumerable<WrittenToken> tokens) =>
        string.Join(' ', tokens.Select(token => token.Drawn.Token.Id));
}
