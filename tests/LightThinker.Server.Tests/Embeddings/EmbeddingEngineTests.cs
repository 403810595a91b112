using LightThinker.Engine.Decoding;
using LightThinker.Engine.Scheduling;
using LightThinker.Server.Embeddings;
using LightThinker.TestKit.Decoding;
using Microsoft.Extensions.Logging.Abstractions;

namespace LightThinker.Server.Tests.Embeddings;

public sealed class EmbeddingEngineTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _computes = new();
    private readonly ManualResetEventSlim _mayGoOn = new(initialState: true);
    private readonly ScriptedEmbedderSource _source = ScriptedVectors.Source();
    private readonly EmbeddingEngine _engine;

    public EmbeddingEngineTests()
    {
        _engine = new EmbeddingEngine(
            new EmbeddingModel
            {
                Dimensions = 4,
                IsMatryoshka = false,
                MaxTokens = 10,
                Pooling = Pooling.Mean,
                Vocabulary = new ScriptedVocabulary("a"),
                EndOfText = null,
            },
            () => _source.Open(new EmbedderOptions(Pooling.Mean, 10)),
            maxQueued: 2,
            NullLogger.Instance);
    }

    public void Dispose()
    {
        _mayGoOn.Set();
        _engine.Dispose();
        _computes.Dispose();
        _mayGoOn.Dispose();
    }

    [Fact]
    public void Start_WithoutARequest_TakesNoMemory() => Assert.Empty(_source.Opened);

    [Fact]
    public async Task Submit_MoreInputsThanOneCallTakes_GivesEachItsVector()
    {
        EmbeddingJob job = Job([1, 2, 3], [4], [5, 6, 7, 8, 9, 1, 2, 3, 4, 5], [6], [7], [8], [9]);

        Assert.Equal(EmbeddingStatus.Done, await EndOf(job));

        Assert.Equal([3f, 1, 10, 1, 1, 1, 1], job.Vectors.Select(vector => vector[0]));
        Assert.Equal([1f, 4, 5, 6, 7, 8, 9], job.Vectors.Select(vector => vector[1]));
        Assert.Single(_source.Opened);
        Assert.Equal([2, 1, 4], _source.Calls.Select(call => call.Count));
    }

    [Fact]
    public async Task Submit_WhileAnotherIsComputed_IsComputedBesideOthers()
    {
        Task<EmbeddingStatus> first = HoldIn(Job([1]));
        Task<EmbeddingStatus> second = EndOf(Job([2], [3]));
        Task<EmbeddingStatus> third = EndOf(Job([4]));

        Assert.Equal(2, _engine.Queued);
        Assert.Equal(SubmitOutcome.QueueFull, _engine.TrySubmit(Job([5])));
        _mayGoOn.Set();

        Assert.All(await Task.WhenAll(first, second, third), status => Assert.Equal(EmbeddingStatus.Done, status));
        Assert.Equal([1, 3], _source.Calls.Select(call => call.Count));
    }

    [Fact]
    public async Task Submit_OfAClientThatGoes_IsNeverComputed()
    {
        using var aborted = new CancellationTokenSource();
        Task<EmbeddingStatus> first = HoldIn(Job([1]));
        var gone = new EmbeddingJob([[new Token(2)]], aborted.Token);
        Assert.Equal(SubmitOutcome.Queued, _engine.TrySubmit(gone));
        await aborted.CancelAsync();
        Task<EmbeddingStatus> last = EndOf(Job([3]));
        _mayGoOn.Set();

        await Task.WhenAll(first, last);

        Assert.DoesNotContain(_source.Calls, call => call.Any(input => input[0].Id == 2));
    }

    [Fact]
    public async Task Failure_OfACall_EndsItsRequestsAndTheNextIsServed()
    {
        _source.OnEmbed = () => throw new DecoderException("broken");
        EmbeddingJob job = Job([1], [2], [3], [4], [5]);
        Assert.Equal(EmbeddingStatus.Failed, await EndOf(job));
        _source.OnEmbed = null;

        Assert.Equal(EmbeddingStatus.Done, await EndOf(Job([6])));

        Assert.Equal(2, _source.Opened.Count);
        Assert.DoesNotContain(_source.Calls, call => call.Any(input => input[0].Id == 5));
    }

    [Fact]
    public async Task Failure_ToOpen_EndsTheRequestsAndTheNextIsServed()
    {
        _source.OpenFailure = new DecoderException("no memory");
        Assert.Equal(EmbeddingStatus.Failed, await EndOf(Job([1])));
        _source.OpenFailure = null;

        Assert.Equal(EmbeddingStatus.Done, await EndOf(Job([1])));
    }

    [Fact]
    public async Task Dispose_WhileRequestsRunAndWait_EndsThemAll()
    {
        Task<EmbeddingStatus> running = HoldIn(Job([1], [2], [3], [4], [5]));
        Task<EmbeddingStatus> waiting = EndOf(Job([6]));
        var disposing = Task.Run(_engine.Dispose, TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => _engine.TrySubmit(Job([7])) == SubmitOutcome.Stopped, Patience);
        _mayGoOn.Set();

        await disposing.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.NotEqual(EmbeddingStatus.Done, await running);
        Assert.Equal(EmbeddingStatus.Stopped, await waiting);
        Assert.Equal(1, _source.DisposedCount);
    }

    private static EmbeddingJob Job(params int[][] inputs) => new(
        [.. inputs.Select(input => input.Select(id => new Token(id)).ToArray())],
        CancellationToken.None);

    private Task<EmbeddingStatus> EndOf(EmbeddingJob job)
    {
        Assert.Equal(SubmitOutcome.Queued, _engine.TrySubmit(job));
        return job.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>Submits a job and waits until it is being computed, where it stays.</summary>
    private Task<EmbeddingStatus> HoldIn(EmbeddingJob job)
    {
        _mayGoOn.Reset();
        _source.OnEmbed = () =>
        {
            _computes.Set();
            _mayGoOn.Wait(TestContext.Current.CancellationToken);
        };
        Task<EmbeddingStatus> ended = EndOf(job);
        Assert.True(_computes.Wait(Patience, TestContext.Current.CancellationToken));
        return ended;
    }
}
