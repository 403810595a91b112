using LightThinker.Training.Data;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Data;

public sealed class ExampleFileTests
{
    [Fact]
    public void Examples_WrittenAndRead_AreTheSame()
    {
        using var folder = new TemporaryFolder();
        Example[] examples = [SmallModel.Story(2), SmallModel.Story(5, seed: 2)];
        ExampleFile.Write(folder.File("e.jsonl"), examples);

        var read = ExampleList.Read(folder.File("e.jsonl")).Examples;

        Assert.Equal(2, File.ReadAllLines(folder.File("e.jsonl")).Length);
        Assert.Equal(examples.SelectMany(example => example.Messages), read.SelectMany(example => example.Messages));
        Assert.Equal(examples.SelectMany(example => example.Thoughts), read.SelectMany(example => example.Thoughts));
        Assert.Equal(examples.Select(example => (example.Answer, example.Steps)), read.Select(example => (example.Answer, example.Steps)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nothing")]
    public void Examples_WithABadLine_AreRefusedWithItsNumber(string line)
    {
        using var folder = new TemporaryFolder();
        ExampleFile.Write(folder.File("e.jsonl"), [SmallModel.Story(1)]);
        File.AppendAllText(folder.File("e.jsonl"), line);

        var error = Assert.Throws<InvalidDataException>(() => ExampleList.Read(folder.File("e.jsonl")));

        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }
}
