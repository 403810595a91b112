using System.Text.Json.Nodes;
using LightThinker.Training.Evaluation;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Evaluation;

public sealed class AnswerLogTests
{
    [Fact]
    public void Log_OfResults_HasALineForEachWithBothReplies()
    {
        var story = SmallModel.Story(2);
        var right = new Reply(story.Response, 100, 900) { Reasoning = "5 + 6 = 11" };
        var wrong = new Reply("I do not know.", 40, 300);

        string[] lines = AnswerLog.Write([new PairedResult(story, right, wrong), new PairedResult(story, wrong, wrong)])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var first = JsonNode.Parse(lines[0])!;
        Assert.Equal(2, lines.Length);
        Assert.Equal(story.Messages[^1].Content, (string?)first["question"]);
        Assert.True((bool)first["off"]!["right"]!);
        Assert.Equal("5 + 6 = 11", (string?)first["off"]!["reasoning"]);
        Assert.False((bool)first["on"]!["right"]!);
    }
}
