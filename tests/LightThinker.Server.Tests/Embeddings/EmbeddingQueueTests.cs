using LightThinker.Engine.Decoding;
using LightThinker.Engine.Scheduling;
using LightThinker.Server.Embeddings;

namespace LightThinker.Server.Tests.Embeddings;

public sealed class EmbeddingQueueTests
{
    private readonly EmbeddingQueue _queue = new(capacity: 2);

    [Fact]
    public void Take_LongAndShortRequests_TakesOneInputOfEachInTurn()
    {
        EmbeddingJob longer = Job(1, 1, 1);
        EmbeddingJob shorter = Job(1);
        _queue.TryAdd(longer);
        _queue.TryAdd(shorter);

        Assert.Equal([(longer, 0), (shorter, 0), (longer, 1)], Take(maxTokens: 100, maxInputs: 3));
        Assert.Equal([(longer, 2)], Take(maxTokens: 100, maxInputs: 3));
        Assert.Empty(Take(maxTokens: 100, maxInputs: 3));
    }

    [Fact]
    public void Take_MoreTokensThanFit_LeavesTheRest()
    {
        EmbeddingJob job = Job(4, 5, 2);
        _queue.TryAdd(job);

        Assert.Equal([(job, 0), (job, 1)], Take(maxTokens: 9, maxInputs: 16));
        Assert.Equal([(job, 2)], Take(maxTokens: 9, maxInputs: 16));
    }

    [Fact]
    public void Take_AfterAClientHasGone_DropsItsInputs()
    {
        using var aborted = new CancellationTokenSource();
        EmbeddingJob gone = Job(aborted.Token, 1, 1);
        EmbeddingJob there = Job(1);
        _queue.TryAdd(gone);
        _queue.TryAdd(there);

        aborted.Cancel();

        Assert.Equal([(there, 0)], Take(maxTokens: 100, maxInputs: 16));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void TryAdd_BeyondTheCapacity_IsRefusedUntilOneHasLeft()
    {
        _queue.TryAdd(Job(1));
        _queue.TryAdd(Job(1));

        Assert.Equal(SubmitOutcome.QueueFull, _queue.TryAdd(Job(1)));

        Take(maxTokens: 1, maxInputs: 1);
        Assert.Equal(SubmitOutcome.Queued, _queue.TryAdd(Job(1)));
    }

    [Fact]
    public void TryAdd_WhereOneWhoWaitedHasGone_TakesItsPlace()
    {
        using var aborted = new CancellationTokenSource();
        _queue.TryAdd(Job(1));
        _queue.TryAdd(Job(aborted.Token, 1));
        aborted.Cancel();

        Assert.Equal(SubmitOutcome.Queued, _queue.TryAdd(Job(1)));
    }

    [Fact]
    public void TryAdd_AfterItWasClosed_IsStopped()
    {
        _queue.Close();

        Assert.Equal(SubmitOutcome.Stopped, _queue.TryAdd(Job(1)));
        Assert.False(_queue.Wait());
    }

    private IEnumerable<(EmbeddingJob Job, int Index)> Take(int maxTokens, int maxInputs) =>
        _queue.Take(maxTokens, maxInputs).Select(part => (part.Job, part.Index));

    private static EmbeddingJob Job(params int[] lengths) => Job(CancellationToken.None, lengths);

    private static EmbeddingJob Job(CancellationToken aborted, params int[] lengths) => new(
        [.. lengths.Select(length => Enumerable.Repeat(new Token(7), length).ToArray())],
        aborted);
}
