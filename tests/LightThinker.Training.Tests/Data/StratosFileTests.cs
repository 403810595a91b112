using LightThinker.Training.Data;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Data;

public sealed class StratosFileTests
{
    private const string Line =
        """{"system":"Be thorough.","conversations":[{"from":"user","value":"1 + 1?"},{"from":"assistant","value":"<|begin_of_thought|>\n\nOne.\n\nAnd one\nis two.\n\n\n\nSo 2.\n\n<|end_of_thought|>\n\n<|begin_of_solution|>\n\n2\n\n<|end_of_solution|>"}]}""";

    [Fact]
    public void File_InStratosForm_IsSplitIntoThoughtsAtBlankLines()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("s.jsonl"), Line + "\n\n");

        var example = Assert.Single(ExampleList.Read(folder.File("s.jsonl")).Examples);

        Assert.Equal([new ChatMessage("system", "Be thorough."), new ChatMessage("user", "1 + 1?")], example.Messages);
        Assert.Equal(["One.", "And one\nis two.", "So 2."], example.Thoughts);
        Assert.Equal("2", example.Response);
    }

    [Theory]
    [InlineData("{\"conversations\":5}", "conversations")]
    [InlineData("{\"conversations\":[]}", "conversations")]
    [InlineData("{\"conversations\":[{\"from\":\"user\"}]}", "value")]
    [InlineData("{\"conversations\":[{\"from\":\"tool\",\"value\":\"\"}]}", "from")]
    [InlineData("{\"conversations\":[{\"from\":\"user\",\"value\":\"a\"},{\"from\":\"assistant\",\"value\":\"b\"}]}", "begin_of_solution")]
    [InlineData("{\"conversations\"", "line 2")]
    public void File_WithABadLine_IsRefusedWithLineAndField(string line, string named)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("s.jsonl"), $"{Line}\n{line}\n");

        string message = Assert.Throws<InvalidDataException>(() => ExampleList.Read(folder.File("s.jsonl"))).Message;

        Assert.Contains("line 2", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_ThatIsEmpty_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("s.jsonl"), "\n");

        Assert.Throws<InvalidDataException>(() => ExampleList.Read(folder.File("s.jsonl")));
    }
}
