using LightThinker.Chat.Tools;

namespace LightThinker.Chat.Tests.Tools;

public sealed class ToolCallParserTests
{
    private const ToolCallDeltaKind Content = ToolCallDeltaKind.Content;
    private const ToolCallDeltaKind Start = ToolCallDeltaKind.CallStart;
    private const ToolCallDeltaKind Arguments = ToolCallDeltaKind.Arguments;
    private const ToolCallDeltaKind End = ToolCallDeltaKind.CallEnd;

    public static TheoryData<string, string, string, string> Samples() =>
    [
        .. ToolCallSample.All.Concat(ToolCallSample.WithoutCalls).Select(sample => (
            sample.Format,
            sample.Text,
            sample.Content,
            string.Concat(sample.Calls.Select((call, index) => $"id{index} {call}\n")))),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Push_Sample_GivesItsContentAndCalls(string format, string text, string content, string calls)
    {
        var answer = ParsedAnswer.Of(ToolCallFormats.Find(format)!, text);
        Assert.Equal((content, calls), (answer.Content, answer.Calls));
    }

    [Fact]
    public void Push_PieceByPiece_StreamsArgumentsAsTheyCome()
    {
        var parser = new ToolCallParser(ToolCallFormats.Hermes, () => "id");

        Assert.Equal([new(Content, -1, "Hm.")], parser.Push("Hm.\n<tool"));
        Assert.Empty(parser.Push("_call>\n{\"name\": \"f\", "));
        Assert.Empty(parser.Push("\"arguments\": "));
        Assert.Equal([new(Start, 0, "f") { Id = "id" }, new(Arguments, 0, "{\"")], parser.Push("{\""));
        Assert.Equal([new(Arguments, 0, "city\": \"K")], parser.Push("city\": \"K"));
        Assert.Equal([new(Arguments, 0, "öln\"}")], parser.Push("öln\"}"));
        Assert.Equal([new(End, 0, "")], parser.Push("}\n</tool"));
        Assert.Equal([new(Content, -1, "\nSo.")], parser.Push("_call>\nSo."));
        Assert.Empty(parser.Complete());
    }

    [Fact]
    public void Push_Content_IsNotHeldBack()
    {
        var parser = new ToolCallParser(ToolCallFormats.Llama3, () => "id");
        Assert.Equal([new(Content, -1, "a {\"b")], parser.Push("a {\"b"));
        Assert.Equal([new(Content, -1, "\": <|x")], parser.Push("\": <|x"));
    }

    [Fact]
    public void Push_BareObjectWithAnotherKey_IsShownWithTheKey()
    {
        var parser = new ToolCallParser(ToolCallFormats.Llama3, () => "id");
        Assert.Empty(parser.Push("{\"answer"));
        Assert.Equal([new(Content, -1, "{\"answer\"")], parser.Push("\""));
    }

    [Fact]
    public void Push_BareObjectThatNamesNoTool_IsContent()
    {
        const string text = """{"name": "Bob", "parameters": {}}""";
        Assert.Equal(text, ParsedAnswer.Of(ToolCallFormats.Llama3, text, "f").Content);
        Assert.Equal("id0 Bob {}\n", ParsedAnswer.Of(ToolCallFormats.Llama3, text, "Bob").Calls);
    }

    [Fact]
    public void Push_DelimitedCallOfAnUnknownTool_IsACall() =>
        Assert.Equal(
            "id0 g {}\n",
            ParsedAnswer.Of(ToolCallFormats.Hermes, """<tool_call>{"name": "g", "arguments": {}}""", "f").Calls);

    [Fact]
    public void Push_TextBetweenCalls_KeepsItsPlace()
    {
        var answer = ParsedAnswer.Of(
            ToolCallFormats.Hermes,
            """
            One <tool_call>{"name":"f"}</tool_call>
            two
            <tool_call>{"name":"g"}</tool_call>
            """);
        Assert.Equal(("One\ntwo", "id0 f {}\nid1 g {}\n", "c0c1"), (answer.Content, answer.Calls, answer.Order));
    }

    [Theory]
    [InlineData("hermes", "<tool_call>{\"name\": \"f\", \"arguments\": {\"a\": \"b", "f {\"a\": \"b (truncated)")]
    [InlineData("hermes", "<tool_call>{\"name\": \"f\", \"arguments\": {\"a\": 1}", "f {\"a\": 1}")]
    [InlineData("hermes", "<tool_call>{\"name\": \"f\", \"arguments\": {\"a\": 1}}\n</tool", "f {\"a\": 1}")]
    [InlineData("llama3", "{\"name\": \"f\", \"parameters\": {", "f { (truncated)")]
    [InlineData("mistral", "[TOOL_CALLS][{\"name\": \"f\", \"arguments\": {\"a\"", "f {\"a\" (truncated)")]
    [InlineData("mistral-args", "[TOOL_CALLS]f[ARGS]{", "f { (truncated)")]
    [InlineData("deepseek", "<｜tool▁call▁begin｜>function<｜tool▁sep｜>f\n```json\n{}\n``", "f {}")]
    [InlineData("harmony", " to=functions.f<|message|>{\"a\": ", "f {\"a\":  (truncated)")]
    [InlineData("harmony", "<|channel|>comm", "")]
    public void Complete_InsideACall_EndsItAsItWasWritten(string format, string text, string call)
    {
        var answer = ParsedAnswer.Of(ToolCallFormats.Find(format)!, text);
        Assert.Equal((call.Length > 0 ? $"id0 {call}\n" : "", ""), (answer.Calls, answer.Content));
    }

    [Fact]
    public void Push_TextBehindArgumentsThatIsNoEnd_IsContent()
    {
        var answer = ParsedAnswer.Of(
            ToolCallFormats.Mistral, """[TOOL_CALLS][{"name": "f", "arguments": {}}, {"name": 5}] and""");
        Assert.Equal(("id0 f {}\n", """, {"name": 5}] and"""), (answer.Calls, answer.Content));
    }

    [Fact]
    public void Push_LongArguments_AreNotKept()
    {
        var parser = new ToolCallParser(ToolCallFormats.MistralArgs, () => "id");
        parser.Push("[TOOL_CALLS]f[ARGS]{\"a\": \"");
        parser.Push(new string('x', 100_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            parser.Push("x");
        }

        // A parser that looked at the arguments again would copy them: 20 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void Random_Ids_DifferAndHaveOpenAIsForm()
    {
        Assert.Matches("^call_[A-Za-z0-9]{24}$", ToolCallIds.Random());
        Assert.NotEqual(ToolCallIds.Random(), ToolCallIds.Random());
    }
}
