using LightThinker.Chat.Tools;

namespace LightThinker.Chat.Tests.Tools;

public sealed class ToolCallFormatsTests
{
    public static TheoryData<string> Names() => [.. ToolCallFormats.Known.Select(format => format.Name)];

    [Theory]
    [InlineData(null, "hermes")]
    [InlineData("{{ messages[0].content }}", "hermes")]
    [InlineData("'<tool_call>\\n' ~ call | tojson", "hermes")]
    [InlineData("'[TOOL_CALLS][' ~ calls", "mistral")]
    [InlineData("'[TOOL_CALLS] [' ~ calls", "mistral-spaced")]
    [InlineData("'[TOOL_CALLS]' + name + '[ARGS]'", "mistral-args")]
    [InlineData("'<｜tool▁call▁begin｜>' + type + '\\n```json\\n'", "deepseek")]
    [InlineData("'<｜tool▁call▁begin｜>' + name", "deepseek-v3.1")]
    [InlineData("'<|channel|>commentary to=functions.'", "harmony")]
    [InlineData("'<|python_tag|>'", "llama3")]
    [InlineData("'<|start_header_id|>' '{\"name\": ' '\"parameters\": '", "llama3")]
    [InlineData("'<tool_call>\\n<function=' '<parameter='", null)]
    [InlineData("'<tool_call>' ~ name ~ '<arg_key>'", null)]
    [InlineData("message.tool_calls '<|other_call|>'", null)]
    public void Detect_Template_GivesTheFormatItWrites(string? template, string? name) =>
        Assert.Equal(name, ToolCallFormats.Detect(template)?.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Known_Delimiters_AreNotEmptyNorTheBeginningOfOneAnother(string name)
    {
        var format = ToolCallFormats.Find(name.ToUpperInvariant());
        Assert.NotNull(format);
        string[] delimiters = [.. format.Openers, .. format.Closers, .. format.Prefixes, .. format.Wrappers];
        Assert.NotEmpty(delimiters);
        Assert.All(delimiters, delimiter => Assert.Single(
            delimiters, other => other.StartsWith(delimiter, StringComparison.Ordinal)));
    }

    [Fact]
    public void Find_UnknownName_IsNull() => Assert.Null(ToolCallFormats.Find("qwen"));
}
