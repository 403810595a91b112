using CsCheck;
using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

public sealed class ControlTextSetTests
{
    private const char Sentinel = '\uFDD0';

    private static readonly ControlTextSet Controls = new(["<|a|>", "<|a|>>", "<|ab|>", "|><|", "<s>", "[X]", "[X][Y]", "Z"]);

    // Few different pieces, so that most texts come close to a control text.
    private static readonly Gen<string> Text =
        Gen.OneOf("<", "|", ">", "a", "b", "s", "<|", "|>", "<|a|>", "[X]", "[", "Y]", " ", "\n", "x")
            .Array[0, 7].Select(string.Concat);

    private static IEnumerable<string> ControlsIn(string text) =>
        Controls.Split(text, Sentinel).Segments.Where(segment => segment.IsControl).Select(segment => segment.Text);

    [Fact]
    public void Break_AnyContentBetweenAnyTemplateText_AddsNoControlAndLosesNoText()
    {
        Gen.Select(Text, Text, Text).Where((_, content, _) => content.Trim().Length > 0).Sample((before, content, after) =>
        {
            var broken = Controls.Break(content, Sentinel);
            foreach (var seen in (string[])[broken, broken.Trim()])
            {
                var prompt = before + seen + after;
                Assert.Equal(ControlsIn(before).Concat(ControlsIn(after)), ControlsIn(prompt));
                Assert.Equal(
                    before + seen.Replace(Sentinel.ToString(), "", StringComparison.Ordinal) + after,
                    Controls.Split(prompt, Sentinel).ToString());
            }

            Assert.Equal(content, broken.Replace(Sentinel.ToString(), "", StringComparison.Ordinal));
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("Plain text, 1 < 2 > 0.")]
    [InlineData("")]
    [InlineData("Use <b>bold</b> | x")]
    public void Break_HarmlessText_IsTheSameString(string text) => Assert.Same(text, Controls.Break(text, Sentinel));

    [Fact]
    public void Split_OverlappingControls_TakesTheLongestFirst()
    {
        Assert.Equal(["<|a|>>", "[X][Y]", "[X]", "|><|"], ControlsIn("<|a|>>[X][Y][X]|><|"));
    }

    [Fact]
    public void Split_TextOfOneCharacter_IsNeverControl() => Assert.Empty(ControlsIn("Z"));

    [Fact]
    public void Split_NoControls_GivesOneText()
    {
        var none = new ControlTextSet([]);
        Assert.Equal([PromptSegment.Plain("<s>")], none.Split(none.Break("<s>", Sentinel), Sentinel).Segments);
        Assert.Empty(none.Split("", Sentinel).Segments);
    }
}
