using System.Collections.Concurrent;
using LightThinker.Training.Data;

namespace LightThinker.Training.Evaluation;

/// <summary>Has a server answer every problem twice, without and with compression. Thread-safe.</summary>
internal sealed class PairedEvaluation(ChatServer server, int parallel, int maxTokens)
{
    /// <param name="examples">The problems.</param>
    /// <param name="onProblem">Told after each problem, on any thread.</param>
    /// <param name="cancellation">Ends the evaluation.</param>
    /// <exception cref="HttpRequestException">The server refused a request or cannot be reached.</exception>
    public async Task<IReadOnlyList<PairedResult>> RunAsync(
        IReadOnlyList<Example> examples, Action onProblem, CancellationToken cancellation)
    {
        await server.ConnectAsync(cancellation);
        var results = new ConcurrentBag<PairedResult>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation };
        await Parallel.ForEachAsync(examples, options, async (example, token) =>
        {
            var off = await server.AskAsync(example, "none", maxTokens, token);
            var on = await server.AskAsync(example, "lightthinker", maxTokens, token);
            results.Add(new PairedResult(example, off, on));
            onProblem();
        });
        return [.. results];
    }
}
