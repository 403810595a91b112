using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.EmbeddedModel;

/// <summary>A server whose KV cache holds a quarter of what one long generation writes.</summary>
public sealed class FewCellsTests(ITestOutputHelper output)
{
    private const int Cells = 512;
    private const int TrainedContext = 2048;
    private const int Times = 20;
    private const int Clients = 4;

    // The prompt, one segment and what is kept of the others must fit: 3 of every 51 tokens stay.
    private static readonly object Compression = new { method = "lightthinker-token", interval = 48 };

    [Fact]
    public async Task Generations_OfTwentyTimesTheCells_NeverRunOutOfThem()
    {
        await using var server = new RunningServer($"--Engine:ContextCells={Cells}");
        await server.InitializeAsync();
        Assert.True(server.Host.TryGetModel(out var model, out _));
        var endless = new[] { "<|end_of_thought|>", "<|begin_of_solution|>", "<|im_end|>", "<|endoftext|>" }
            .ToDictionary(text => $"{model.Vocabulary.Find(text)!.Value.Id}", _ => -100);
        int sampled = 0;

        while (sampled < Times * Cells)
        {
            var answers = await Task.WhenAll(Problem.All.Take(Clients).Select(problem => server.AskAsync(
                problem.Question,
                new { compression = Compression, logit_bias = endless, max_tokens = TrainedContext })));
            foreach (var answer in answers)
            {
                // Whatever else ends one, running out of something is not what the test is about.
                Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
                var usage = answer.GetProperty("usage");
                sampled += usage.GetProperty("completion_tokens").GetInt32();
                AssertOnlyPositionsRanOut(usage);
            }
        }

        output.WriteLine($"{sampled} tokens sampled in {Cells} cells");
        await RunningServer.WaitAsync(() => server.Host.Status is { ResidentCells: 0, PromisedCells: 0 });
    }

    // The positions that the model was trained on are used up, forced tokens included, and the cells never were.
    private static void AssertOnlyPositionsRanOut(JsonElement usage)
    {
        var compression = usage.GetProperty("compression");
        int forced = 3 * compression.GetProperty("compressions").GetInt32();
        Assert.InRange(usage.GetProperty("total_tokens").GetInt32() + forced, TrainedContext - 4, TrainedContext + 4);
        Assert.InRange(compression.GetProperty("resident_peak_tokens").GetInt32(), 1, Cells - 1);
    }
}
