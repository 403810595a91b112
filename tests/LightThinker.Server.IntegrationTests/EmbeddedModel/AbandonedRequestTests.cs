using System.Text;
using System.Text.Json;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.IntegrationTests.EmbeddedModel;

/// <summary>Clients that go away leave nothing behind.</summary>
[Collection(RunningServerTests.Name)]
public sealed class AbandonedRequestTests(RunningServer server, ITestOutputHelper output)
{
    private const int Requests = 1000;
    private const int Clients = 48;

    [Fact]
    public async Task Requests_AThirdAbandonedMidWay_LeaveThePoolEmpty()
    {
        int cancelledBefore = server.Finished.Count(FinishReason.Cancelled);
        int completed = 0;
        int abandoned = 0;
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, _) =>
        {
            if (i % 3 == 0)
            {
                await AbandonAsync(Problem.All[i % Problem.All.Count].Question, isStream: i % 2 == 0, readLines: i % 7);
                Interlocked.Increment(ref abandoned);
            }
            else
            {
                await server.AskAsync("What is 47 + 38?", new { max_tokens = 30, compression = i % 2 == 0 ? "none" : "lightthinker" });
                Interlocked.Increment(ref completed);
            }
        });

        Assert.Equal((Requests * 2 / 3, (Requests / 3) + 1), (completed, abandoned));
        await RunningServer.WaitAsync(() => server.Host.Status is { Running: 0, Queued: 0 });
        await server.WhenIdleAsync();
        int cancelled = server.Finished.Count(FinishReason.Cancelled) - cancelledBefore;
        output.WriteLine($"{cancelled} of {abandoned} abandoned requests were cancelled in the engine");

        // The others had their answer, or had not been submitted, when the client went.
        Assert.InRange(cancelled, abandoned / 2, abandoned);
        Assert.Equal((0, 0), (server.Host.Status!.ResidentCells, server.Host.Status.PromisedCells));
    }

    private async Task AbandonAsync(string question, bool isStream, int readLines)
    {
        using var gone = new CancellationTokenSource();
        var body = RunningServer.Body(question);
        body["stream"] = isStream;
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions");
        request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        var sending = server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, gone.Token);
        if (!isStream)
        {
            // While a few of the others end, the engine has surely begun with this one.
            int enough = server.Finished.Total + 2 + readLines;
            await RunningServer.WaitAsync(() => sending.IsCompleted || server.Finished.Total >= enough);
            await gone.CancelAsync();
            try
            {
                (await sending).Dispose();
            }
            catch (OperationCanceledException)
            {
                // As it should be, unless the answer was faster.
            }

            return;
        }

        using var response = await sending;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(gone.Token));
        for (int line = 0; line < readLines; line++)
        {
            await reader.ReadLineAsync(gone.Token);
        }
    }
}
