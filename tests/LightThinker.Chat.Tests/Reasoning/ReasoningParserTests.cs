using System.Text;
using CsCheck;
using LightThinker.Chat.Reasoning;

namespace LightThinker.Chat.Tests.Reasoning;

public sealed class ReasoningParserTests
{
    private const ReasoningSection Reasoning = ReasoningSection.Reasoning;
    private const ReasoningSection Answer = ReasoningSection.Answer;

    private static readonly Gen<string> Text =
        Gen.OneOf(" ", "\n", "\n\n", "\t", "a", "b c", "\u00A0", "é").Array[0, 6].Select(string.Concat);

    private static (string Reasoning, string Answer) Parse(
        IEnumerable<(ReasoningSection Section, string Text)> pieces, bool startsInReasoning = false)
    {
        var parser = new ReasoningParser(startsInReasoning);
        var (reasoning, answer) = (new StringBuilder(), new StringBuilder());
        foreach (var (section, text) in pieces)
        {
            Show(parser.Push(section, text));
        }

        Show(parser.Complete());
        return (reasoning.ToString(), answer.ToString());

        void Show(ReasoningDelta delta) =>
            (delta.Section == ReasoningSection.Reasoning ? reasoning : answer).Append(delta.Text);
    }

    [Fact]
    public void Push_ReasoningThenAnswer_DropsTheWhitespaceAround()
    {
        Assert.Equal(
            ("First,\n\nthen.", "So 4.\n"),
            Parse([(Reasoning, "\nFirst,"), (Reasoning, "\n\n"), (Reasoning, "then. \n"), (Answer, "\n\nSo"), (Answer, " 4.\n")]));
    }

    [Fact]
    public void Push_AnswerOnly_KeepsAllWhitespace() =>
        Assert.Equal(("", "\n\n Hi\n"), Parse([(Answer, "\n"), (Answer, "\n Hi"), (Answer, "\n")]));

    [Fact]
    public void Push_WhitespaceBeforeReasoning_IsDropped() =>
        Assert.Equal(("Hm.", "Hi"), Parse([(Answer, "\n"), (Reasoning, "Hm."), (Answer, " Hi")]));

    [Fact]
    public void Push_PromptOpenedReasoningThatStaysEmpty_DropsTheAnswersLeadingWhitespace() =>
        Assert.Equal(("", "Hi"), Parse([(Answer, "\n\n"), (Answer, " Hi")], startsInReasoning: true));

    [Fact]
    public void Push_ReasoningInsideTheAnswer_KeepsWhatIsInner() =>
        Assert.Equal(
            ("One.\n\nTwo.", "Hi there"),
            Parse([(Reasoning, "One.\n"), (Answer, "Hi"), (Reasoning, "\nTwo.\n"), (Answer, " there")]));

    [Fact]
    public void Complete_WhitespaceOnlyAnswer_IsShownWithoutReasoningAndNotAfterIt()
    {
        Assert.Equal(("", " \n"), Parse([(Answer, " "), (Answer, "\n")]));
        Assert.Equal(("Hm.", ""), Parse([(Reasoning, "Hm."), (Answer, " \n")]));
    }

    [Fact]
    public void Push_TextWithoutWhitespaceAround_IsPassedOnUncopied()
    {
        var parser = new ReasoningParser();
        var text = new string("thought");
        Assert.Same(text, parser.Push(Reasoning, text).Text);
    }

    [Fact]
    public void Push_AnyCutOfTheSameOutput_JoinsToTheSameTexts()
    {
        var sections = Gen.Select(Gen.Bool, Text).Array[0, 5];
        Gen.Select(sections, Gen.Bool, Gen.Int[1, 5]).Sample((output, startsInReasoning, size) =>
        {
            var whole = output.Select(part => (part.Item1 ? Reasoning : Answer, part.Item2)).ToArray();
            var cut = whole.SelectMany(part => part.Item2.Chunk(size).Select(c => (part.Item1, new string(c))))
                .ToArray();
            // An empty section is invisible when cut into pieces, so it must not count when whole either.
            var visible = whole.Where(part => part.Item2.Length > 0);

            var (reasoning, answer) = Parse(visible, startsInReasoning);
            Assert.Equal((reasoning, answer), Parse(cut, startsInReasoning));
            Assert.Equal(string.Concat(visible.Where(p => p.Item1 == Reasoning).Select(p => p.Item2)).Trim(), reasoning);
            Assert.Equal(
                string.Concat(visible.Where(p => p.Item1 == Answer).Select(p => p.Item2)).TrimStart(),
                answer.TrimStart());
        }, iter: 20_000);
    }
}
