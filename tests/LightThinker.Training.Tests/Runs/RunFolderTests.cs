using System.Text.Json.Nodes;
using LightThinker.Training.Runs;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Runs;

public sealed class RunFolderTests
{
    [Fact]
    public void Description_SavedAndLoaded_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var settings = new TrainSettings { Method = "token", TokenInterval = 12, Family = "story" };
        new RunFolder(folder.Path).Save(SmallModel.Describe(settings: settings));

        Assert.Equal(settings, new RunFolder(folder.Path).Load().Settings);
    }

    [Fact]
    public void Description_OfARunBeforeThereWereMethods_IsOneAtThoughtLevel()
    {
        using var folder = new TemporaryFolder();
        new RunFolder(folder.Path).Save(SmallModel.Describe());
        var json = JsonNode.Parse(File.ReadAllText(folder.File("run.json")))!;
        foreach (string field in (string[])["method", "token_interval", "family"])
        {
            Assert.True(json["settings"]!.AsObject().Remove(field));
        }

        File.WriteAllText(folder.File("run.json"), json.ToJsonString());

        Assert.Equal(new TrainSettings(), new RunFolder(folder.Path).Load().Settings);
    }
}
