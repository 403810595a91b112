using System.Text;
using CsCheck;
using LightThinker.Engine.Phases;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Engine.Tests.Phases;

public sealed class PhaseTrackerTests
{
    // Without the delimiters as tokens of their own, so that they come as text.
    private static readonly ScriptedVocabulary Letters =
        new([.. Enumerable.Range(0, 128).Select(code => new[] { (byte)code })]);

    [Theory]
    [InlineData("<think>ab</think>cd", "[R:ab][A:cd]")]
    [InlineData(" \n<think>ab</think>cd", "[A: \n][R:ab][A:cd]")]
    [InlineData("x<think>ab</think>cd", "[A:x<think>ab</think>cd]")]
    [InlineData("<think>a</thin</think></think>", "[R:a</thin][A:</think>]")]
    [InlineData("<think>never closed</thi", "[R:never closed</thi]")]
    [InlineData("<thin", "[A:<thin]")]
    public void Advance_TextDelimiters_AreSwallowedWhereTheyCount(string output, string expected)
    {
        Assert.Equal(expected, Track(output, Phase.Answer, output.Length));
        Assert.Equal(expected, Track(output, Phase.Answer, 1));
    }

    [Fact]
    public void Advance_PromptOpenedReasoning_StartsInside() =>
        Assert.Equal("[R:ab][A:cd]", Track("ab</think>cd", Phase.Reasoning, 1));

    [Fact]
    public void Advance_AnyChunking_GivesTheSameText()
    {
        var text = Gen.OneOf(new[] { "<think>", "</think>", "<", "</th", "a", " ", "think>" }.Select(Gen.Const).ToArray()).List[0, 12]
            .Select(parts => string.Concat(parts));

        Gen.Select(text, Gen.Int[1, 40]).Sample(
            (output, size) => Assert.Equal(Track(output, Phase.Answer, 1), Track(output, Phase.Answer, size)));
    }

    [Fact]
    public void Advance_ControlTokenDelimiters_BelongToTheReasoning()
    {
        var words = EngineHarness.Words;
        var output = new Recorder();
        var tracker = new PhaseTracker(EngineHarness.ThinkMarkers, Phase.Answer, words, output);

        var open = tracker.Advance(words["<think>"], []);
        var inside = tracker.Advance(words["a"], "a"u8);
        var close = tracker.Advance(words["</think>"], []);
        var after = tracker.Advance(words["b"], "b"u8);

        Assert.Equal((Phase.Reasoning, true), (open.Phase, open.OpensReasoning));
        Assert.Equal((Phase.Reasoning, false), (inside.Phase, inside.OpensReasoning));
        Assert.Equal(Phase.Reasoning, close.Phase);
        Assert.Equal(Phase.Answer, after.Phase);
        Assert.Equal("[R:a][A:b]", output.ToString());
    }

    private static string Track(string text, Phase start, int tokenLength)
    {
        var output = new Recorder();
        var tracker = new PhaseTracker(EngineHarness.ThinkMarkers, start, Letters, output);
        for (int at = 0; at < text.Length; at += tokenLength)
        {
            string piece = text.Substring(at, Math.Min(tokenLength, text.Length - at));
            tracker.Advance(new Engine.Decoding.Token(piece[0]), Encoding.UTF8.GetBytes(piece));
        }

        tracker.Flush();
        return output.ToString();
    }

    private sealed class Recorder : IPhaseText
    {
        private readonly StringBuilder _text = new();
        private Phase? _phase;

        public void Write(Phase phase, ReadOnlySpan<byte> bytes)
        {
            if (phase != _phase)
            {
                _text.Append(_phase is null ? "[" : "][").Append(phase.ToString()[0]).Append(':');
                _phase = phase;
            }

            _text.Append(Encoding.UTF8.GetString(bytes));
        }

        public override string ToString() => _phase is null ? "" : _text + "]";
    }
}
