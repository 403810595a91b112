using LightThinker.Chat.Tools;

namespace LightThinker.Chat.Tests.Tools;

public sealed class ToolCallGrammarTests
{
    private const string Rules = "args-f ::= \"{\\\"a\\\": \" [0-9] \"}\"\nargs-g ::= \"{}\"\n";

    private static readonly CallableTool F = new("f", "args-f");
    private static readonly CallableTool G = new("g", "args-g");

    /// <summary>For each format: a call of f, one of g behind it, and where text or a token is wrong.</summary>
    private static readonly Dictionary<string, (string One, string? Two, string[] Wrong)> Written = new()
    {
        ["hermes"] = (
            "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": 1}}\n</tool_call>",
            "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": 1}}\n</tool_call>\n"
            + "<tool_call>\n{\"name\": \"g\", \"arguments\": {}}\n</tool_call>",
            ["<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": 1}}\n</tool_call>.", "{\"name\": \"f\", \"arguments\": {\"a\": 1}}"]),
        ["llama3"] = (
            "{\"name\": \"f\", \"parameters\": {\"a\": 1}}", null, ["{\"name\": \"f\", \"arguments\": {\"a\": 1}}"]),
        ["mistral"] = (
            "[TOOL_CALLS][{\"name\": \"f\", \"arguments\": {\"a\": 1}}]",
            "[TOOL_CALLS][{\"name\": \"f\", \"arguments\": {\"a\": 1}}, {\"name\": \"g\", \"arguments\": {}}]",
            ["[TOOL_CALLS]{\"name\": \"f\", \"arguments\": {\"a\": 1}}", "[TOOL_CALLS][]"]),
        ["mistral-spaced"] = (
            "[TOOL_CALLS] [{\"name\": \"f\", \"arguments\": {\"a\": 1}}]",
            "[TOOL_CALLS] [{\"name\": \"f\", \"arguments\": {\"a\": 1}}, {\"name\": \"g\", \"arguments\": {}}]",
            ["[TOOL_CALLS][{\"name\": \"f\", \"arguments\": {\"a\": 1}}]"]),
        ["mistral-args"] = (
            "[TOOL_CALLS]f[ARGS]{\"a\": 1}", "[TOOL_CALLS]f[ARGS]{\"a\": 1}[TOOL_CALLS]g[ARGS]{}",
            ["[TOOL_CALLS]f{\"a\": 1}", "f[ARGS]{\"a\": 1}"]),
        ["deepseek"] = (
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>f\n```json\n{\"a\": 1}\n```<｜tool▁call▁end｜>"
            + "<｜tool▁calls▁end｜>",
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>f\n```json\n{\"a\": 1}\n```<｜tool▁call▁end｜>\n"
            + "<｜tool▁call▁begin｜>function<｜tool▁sep｜>g\n```json\n{}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
            ["<｜tool▁calls▁begin｜><｜tool▁calls▁end｜>"]),
        ["deepseek-v3.1"] = (
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>f<｜tool▁sep｜>{\"a\": 1}<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>f<｜tool▁sep｜>{\"a\": 1}<｜tool▁call▁end｜>"
            + "<｜tool▁call▁begin｜>g<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
            ["<｜tool▁calls▁begin｜>f<｜tool▁sep｜>{\"a\": 1}<｜tool▁call▁end｜><｜tool▁calls▁end｜>"]),
        ["harmony"] = (
            "<|channel|>commentary to=functions.f <|constrain|>json<|message|>{\"a\": 1}", null,
            ["<|channel|>commentary to=functions.f{\"a\": 1}", "<|channel|>final<|message|>f"]),
    };

    public static TheoryData<string> Formats() => [.. ToolCallFormats.Known.Select(format => format.Name)];

    /// <summary>With the delimiters as text, and as control tokens.</summary>
    private static IEnumerable<GrammarProbe> Probes(ToolCallFormat format) =>
        [new GrammarProbe(), new GrammarProbe([.. format.VisibleTokens])];

    private static ToolCallGrammar Grammar(
        ToolCallFormat format, GrammarProbe probe, bool isParallel, params CallableTool[] tools) =>
        new(format, tools, isParallel, probe.FindId);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Required_Calls_AreAllThatMatches(string name)
    {
        var format = ToolCallFormats.Find(name)!;
        var (one, two, wrong) = Written[name];
        foreach (var probe in Probes(format))
        {
            var single = Grammar(format, probe, isParallel: false, F, G).Required() + Rules;
            var parallel = Grammar(format, probe, isParallel: true, F, G).Required() + Rules;

            Assert.True(probe.Matches(single, one));
            Assert.True(probe.Matches(single, format.Syntax.Leads[^1] + one));
            Assert.True(probe.Matches(parallel, one));
            Assert.True(two is null || probe.Matches(parallel, two));
            Assert.False(two is not null && probe.Matches(single, two));
            string[] others = ["", "Hi", one[..^1], one + "x", one.Replace('1', 'x'), one.Replace("f", "h", StringComparison.Ordinal)];
            Assert.All(others.Concat(wrong), text => Assert.False(probe.Matches(parallel, text), text));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Required_Named_AllowsThatToolOnly(string name)
    {
        var format = ToolCallFormats.Find(name)!;
        var probe = new GrammarProbe([.. format.VisibleTokens]);
        var one = Written[name].One;
        Assert.True(probe.Matches(Grammar(format, probe, isParallel: true, F).Required() + Rules, one));
        Assert.False(probe.Matches(Grammar(format, probe, isParallel: true, G).Required() + Rules, one));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Required_WhatItAllows_IsParsedAsThoseCalls(string name)
    {
        var format = ToolCallFormats.Find(name)!;
        var (one, two, _) = Written[name];
        Assert.Equal(("", "id0 f {\"a\": 1}\n"), Parsed(one));
        Assert.Equal(("", "id0 f {\"a\": 1}\n"), Parsed(format.Syntax.Leads[0] + one));
        Assert.Equal(("", two is null ? "" : "id0 f {\"a\": 1}\nid1 g {}\n"), two is null ? ("", "") : Parsed(two));

        (string, string) Parsed(string text)
        {
            var answer = ParsedAnswer.Of(format, text);
            return (answer.Content, answer.Calls);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Lazy_WhatFollowsATrigger_CompletesACall(string name)
    {
        var format = ToolCallFormats.Find(name)!;
        var (one, two, _) = Written[name];
        foreach (var probe in Probes(format))
        {
            var grammars = Grammar(format, probe, isParallel: true, F, G).Lazy();
            Assert.NotEmpty(grammars);
            var matched = 0;
            foreach (var grammar in grammars)
            {
                foreach (var text in two is null ? [one] : new[] { one, two })
                {
                    var at = text.IndexOf(grammar.Trigger, StringComparison.Ordinal);
                    var rest = at < 0 ? text : text[(at + grammar.Trigger.Length)..];
                    if (at >= 0)
                    {
                        matched++;
                        Assert.True(probe.Matches(grammar.Text + Rules, rest), $"{grammar.Trigger} then {rest}");
                    }

                    Assert.False(probe.Matches(grammar.Text + Rules, rest + "x"));
                    Assert.False(probe.Matches(grammar.Text + Rules, ""));
                }
            }

            Assert.True(matched > 0);
        }
    }

    [Fact]
    public void Lazy_BareObject_TriggersAtTheStartAndByAToolsName()
    {
        var probe = new GrammarProbe();
        var grammars = Grammar(ToolCallFormats.Llama3, probe, isParallel: true, F, new CallableTool("g\"h", "args-g")).Lazy();

        Assert.Equal(
            [("<|python_tag|>", false), ("{\"name\": \"f\"", true), ("{\"name\": \"g\\\"h\"", true)],
            grammars.Select(grammar => (grammar.Trigger, grammar.IsAtStartOnly)));
        Assert.True(probe.Matches(grammars[0].Text + Rules, "{\"name\": \"g\\\"h\", \"parameters\": {}}"));
        Assert.True(probe.Matches(grammars[2].Text + Rules, ", \"parameters\": {}}"));
        Assert.False(probe.Matches(grammars[1].Text + Rules, ", \"parameters\": {}}"));
    }

    [Fact]
    public void Required_WithoutTools_IsRefused() => Assert.Throws<ArgumentException>(() =>
        Grammar(ToolCallFormats.Hermes, new GrammarProbe(), isParallel: false));
}
