using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.EmbeddedModel;

/// <summary>The embedded model over HTTP on the 200 problems, with and without compression, eight clients at once.</summary>
[Collection(RunningServerTests.Name)]
public sealed class ProblemTests(RunningServer server, ITestOutputHelper output)
{
    private const int Clients = 8;

    [Fact]
    public async Task Answers_WithCompression_AreRightAsOftenAsWithoutAtAFractionOfThePeak()
    {
        var compressed = await SolveAsync("lightthinker");
        var full = await SolveAsync("none");

        double right = Share(compressed);
        double rightFull = Share(full);
        var longOnes = compressed.Where(run => run.Problem.Steps >= 8).Select(run => run.Usage).ToList();
        double saving = 1 - (longOnes.Sum(Peak) / (double)longOnes.Sum(Full));
        double worst = 1 - longOnes.Max(usage => Peak(usage) / (double)Full(usage));
        output.WriteLine($"right: {right:P1} compressed, {rightFull:P1} full; peak at 8 steps or more: {saving:P1} lower, at least {worst:P1}");

        Assert.Equal(Problem.All.Count, compressed.Count);
        Assert.InRange(right, 0.97, 1);
        Assert.InRange(Math.Abs(right - rightFull), 0, 0.02);
        Assert.InRange(worst, 0.6, 1);
        Assert.All(full, run => Assert.Equal(0, run.Usage.GetProperty("compressions").GetInt32()));
        Assert.All(full, run => Assert.Equal(Full(run.Usage), Peak(run.Usage)));
    }

    private async Task<List<(Problem Problem, string Answer, JsonElement Usage)>> SolveAsync(string method)
    {
        var runs = new List<(Problem, string, JsonElement)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForEachAsync(Problem.All, options, async (problem, _) =>
        {
            var answer = await server.AskAsync(problem.Question, new { compression = method });
            string text = answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
            var usage = answer.GetProperty("usage").GetProperty("compression");
            lock (runs)
            {
                runs.Add((problem, text, usage));
            }
        });
        return runs;
    }

    private static double Share(List<(Problem Problem, string Answer, JsonElement Usage)> runs) =>
        runs.Count(run => run.Problem.IsSolvedBy(run.Answer)) / (double)runs.Count;

    private static int Peak(JsonElement usage) => usage.GetProperty("peak_tokens").GetInt32();

    private static int Full(JsonElement usage) => usage.GetProperty("full_tokens").GetInt32();
}
