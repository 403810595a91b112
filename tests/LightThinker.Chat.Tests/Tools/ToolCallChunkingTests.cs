using CsCheck;
using LightThinker.Chat.Tools;

namespace LightThinker.Chat.Tests.Tools;

public sealed class ToolCallChunkingTests
{
    private static readonly ToolCallFormat Short =
        new("short", ["<t>"], ["/t"], [], ToolCallFormats.Hermes.Syntax) { Header = new([], header => header.Trim() is { Length: > 0 } name ? name : null) };

    public static TheoryData<string> Formats() => [.. ToolCallFormats.Known.Select(format => format.Name)];

    [Theory]
    [InlineData("a <t>f{} /t<t>g{")]
    [InlineData("<<t>x{\"}\"}/t b")]
    [InlineData("<t>f {}\n<t>{}<t")]
    public void Push_EveryChunkingOfAShortAnswer_IsTheSame(string text)
    {
        var whole = ParsedAnswer.Of(Short, text);
        for (var cuts = 0; cuts < 1 << (text.Length - 1); cuts++)
        {
            Assert.Equal(whole, ParsedAnswer.Of(Short, Cut(text, cuts)));
        }
    }

    [Fact]
    public void Push_EverySampleCutAnywhere_IsTheSame()
    {
        foreach (var sample in ToolCallSample.All.Concat(ToolCallSample.WithoutCalls))
        {
            var whole = ParsedAnswer.Of(sample.Parsed, sample.Text);
            Assert.Equal(whole, ParsedAnswer.Of(sample.Parsed, sample.Text.Select(c => c.ToString())));
            for (var at = 0; at <= sample.Text.Length; at++)
            {
                Assert.Equal(whole, ParsedAnswer.Of(sample.Parsed, [sample.Text[..at], sample.Text[at..]]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Push_RandomAnswers_LoseNothingHoweverCut(string name)
    {
        var format = ToolCallFormats.Find(name)!;
        string[] parts =
        [
            .. format.Openers, .. format.Closers, .. format.Prefixes, .. format.Wrappers, .. format.VisibleTokens,
            .. ToolCallSample.All.Where(sample => sample.Format == name).Select(sample => sample.Text),
            "{\"name\": \"f\", ", "\"arguments\": ", "\"parameters\": ", "{}", "{\"a\": [\"", "}", "]", "[", "\"", ",",
            " ", "\n", "f", "function", "[ARGS]", "```", "json", "<", "text", ";", "é", "\U0001F600",
        ];

        Gen.Select(Gen.OneOf(parts).Array[0, 12], Gen.Int[1, 9]).Sample((chosen, size) =>
        {
            var text = string.Concat(chosen);
            var whole = ParsedAnswer.Of(format, text);
            Assert.Equal(whole, ParsedAnswer.Of(format, text.Chunk(size).Select(piece => new string(piece))));
            if (whole.Calls.Length == 0 && format.Wrappers.Count == 0)
            {
                Assert.Equal(text, whole.Content);
            }

            Assert.True(IsSubsequence(whole.Content, text));
        }, iter: 3_000);
    }

    private static IEnumerable<string> Cut(string text, int cuts)
    {
        var from = 0;
        for (var at = 1; at < text.Length; at++)
        {
            if ((cuts >> (at - 1) & 1) == 1)
            {
                yield return text[from..at];
                from = at;
            }
        }

        yield return text[from..];
    }

    private static bool IsSubsequence(string part, string whole)
    {
        var at = 0;
        foreach (var c in whole)
        {
            if (at < part.Length && part[at] == c)
            {
                at++;
            }
        }

        return at == part.Length;
    }
}
