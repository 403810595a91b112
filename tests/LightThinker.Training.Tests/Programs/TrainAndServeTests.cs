using System.Globalization;
using LightThinker.Training.Data;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Programs;

/// <summary>The whole way, as the documentation has it: data, training, export, the server, examination.</summary>
public sealed class TrainAndServeTests
{
    private const double LearntLoss = 0.3;

    [Fact]
    public async Task TinyModel_TrainedOnAFewProblems_AnswersThemInTheServerWithCompressionAndWithout()
    {
        using var folder = new TemporaryFolder();
        await TrainingProgram.SucceedAsync(
            "generate-data", "-o", folder.File("data.jsonl"), "-n", "4", "--family", "story", "--steps", "2", "3");
        await TrainingProgram.SucceedAsync(
            "train", "-o", folder.File("run"), "--data", folder.File("data.jsonl"), "--seed", "1", "--width", "64", "--layers", "2",
            "--heads", "4", "--feed-forward", "128", "--context", "512", "--workers", "2", "--pack-tokens", "500",
            "--tokens", "400000", "--learning-rate", "0.01", "--most-steps", "1");
        await TrainingProgram.SucceedAsync("export", "-r", folder.File("run"), "-o", folder.File("model.gguf"));

        double[] losses = Losses(folder.File("run/metrics.csv"));
        Assert.InRange(losses[0], 5, 10);
        Assert.InRange(losses[^1], 0, LearntLoss);
        Assert.True(new FileInfo(folder.File("run/loss.png")).Length > 0);

        using var server = await ServerProgram.StartAsync(folder.File("model.gguf"));
        foreach (var example in ExampleFile.Read(folder.File("data.jsonl")))
        {
            int off = await AskAsync(server, example, "none", compressions: 0);
            int on = await AskAsync(server, example, "lightthinker", example.Thoughts.Count);
            Assert.True(on < off, $"The peak is {on} with compression and {off} without.");
        }

        await TrainingProgram.SucceedAsync(
            "evaluate", "-d", folder.File("data.jsonl"), "--url", server.Url, "-o", folder.File("table.md"));
        Assert.Contains("| story | 3 | 2 | 100.0 | 100.0 |", File.ReadAllText(folder.File("table.md")), StringComparison.Ordinal);
    }

    /// <returns>The Peak.</returns>
    private static async Task<int> AskAsync(ServerProgram server, Example example, string compression, int compressions)
    {
        var answer = await server.AskAsync(example, compression);
        var message = answer.GetProperty("choices")[0].GetProperty("message");
        var usage = answer.GetProperty("usage").GetProperty("compression");

        Assert.Equal(example.Response, message.GetProperty("content").GetString());
        Assert.Equal(string.Join("\n\n", example.Thoughts), message.GetProperty("reasoning_content").GetString());
        Assert.Equal(compressions, usage.GetProperty("compressions").GetInt32());
        return usage.GetProperty("peak_tokens").GetInt32();
    }

    private static double[] Losses(string metrics) =>
        [.. File.ReadLines(metrics).Skip(1).Select(line => double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture))];
}
