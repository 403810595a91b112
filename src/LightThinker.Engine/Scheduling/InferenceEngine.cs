using LightThinker.Engine.Cache;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Scheduling;

/// <summary>
/// Runs every request of one model. <see cref="Run"/> is the body of one thread, which owns the decoder and all sequences;
/// <see cref="TrySubmit"/>, <see cref="Stop"/> and <see cref="Status"/> may be called from any thread.
/// </summary>
public sealed class InferenceEngine : IDisposable
{
    private static readonly TimeSpan IdleHeartbeat = TimeSpan.FromSeconds(1);

    private readonly IDecoder _decoder;
    private readonly KvPool _pool;
    private readonly RequestInbox _inbox;
    private readonly Scheduler _scheduler;
    private readonly Sampler _sampler;
    private readonly DecodeBatch _batch;
    private readonly TimeProvider _time;
    private int _running;
    private long _lastStep;
    private volatile bool _failed;

    /// <param name="decoder">The model's context; used by the engine thread only, disposed by the caller after it ended.</param>
    /// <param name="vocabulary">The model's tokens.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">Clock of <see cref="EngineStatus.LastStep"/>.</param>
    public InferenceEngine(IDecoder decoder, IVocabulary vocabulary, EngineOptions options, TimeProvider time)
    {
        _decoder = decoder;
        _pool = new KvPool(decoder.CellCount);
        _inbox = new RequestInbox(options.MaxQueued);
        _scheduler = new Scheduler(_pool, decoder.SlotCount, vocabulary, options);
        _sampler = new Sampler(vocabulary.Count);
        _batch = new DecodeBatch(decoder.BatchCapacity);
        _time = time;
        _lastStep = time.GetTimestamp();
        MaxPromptTokens = Math.Min(decoder.CellCount, options.MaxPositions) - 1;
    }

    /// <summary>The engine as of its last step.</summary>
    public EngineStatus Status => new(
        _inbox.Count,
        Volatile.Read(ref _running),
        _pool.Resident,
        _pool.Promised,
        _pool.CellCount,
        Volatile.Read(ref _lastStep),
        _failed);

    /// <summary>Longest prompt that can ever run, in tokens: one more must still fit after it.</summary>
    public int MaxPromptTokens { get; }

    /// <summary>Queues a request.</summary>
    /// <param name="request">Its prompt is not empty and not longer than <see cref="MaxPromptTokens"/>.</param>
    /// <param name="generation">The running request; null unless it was queued.</param>
    /// <exception cref="ArgumentException">The prompt is empty or longer than that, or no token may be sampled.</exception>
    public SubmitOutcome TrySubmit(GenerationRequest request, out Generation? generation)
    {
        if (request.Prompt.Count < 1 || request.Prompt.Count > MaxPromptTokens || request.MaxTokens < 1)
        {
            throw new ArgumentException(
                $"A prompt of {request.Prompt.Count} tokens and {request.MaxTokens} to sample cannot run; the prompt " +
                $"must have 1 … {MaxPromptTokens} and at least one token must be sampled.",
                nameof(request));
        }

        var submitted = new Generation(request);
        var outcome = _inbox.TryAdd(submitted);
        generation = outcome == SubmitOutcome.Queued ? submitted : null;
        if (_inbox.IsClosed)
        {
            // The engine may have looked for the last time before this request arrived.
            CloseArrivals();
        }

        return outcome;
    }

    /// <summary>Steps until stopped, sleeping while there is nothing to do. Call once, on a thread of its own.</summary>
    /// <exception cref="DecoderException">The runtime failed; every request has been told.</exception>
    public void Run()
    {
        try
        {
            while (!_inbox.IsClosed)
            {
                if (!Step())
                {
                    _inbox.Wait(IdleHeartbeat);
                }
            }

            CloseAll(FinishReason.Cancelled, error: null);
        }
        catch (Exception exception)
        {
            // Whatever it is, no request may wait for ever; the host then ends the process.
            _failed = true;
            _inbox.Close();
            CloseAll(FinishReason.Failed, exception.Message);
            throw;
        }
    }

    /// <summary>Ends <see cref="Run"/> after the step in progress; open requests end as cancelled.</summary>
    public void Stop() => _inbox.Close();

    public void Dispose() => _inbox.Dispose();

    /// <summary>Moves every request on by one decode call.</summary>
    /// <returns>False where there was nothing to do.</returns>
    internal bool Step()
    {
        Volatile.Write(ref _lastStep, _time.GetTimestamp());
        TakeArrivals();
        RetireCancelled();
        Admit();
        Evict();
        _scheduler.Compose(_batch);
        if (_batch.Count == 0)
        {
            return false;
        }

        Decode();
        SampleAndAccept();
        RetireFinished();
        return true;
    }

    private void TakeArrivals()
    {
        while (_inbox.TryTake(out var generation))
        {
            _scheduler.Enqueue(generation!);
        }
    }

    private void RetireCancelled()
    {
        while (_scheduler.TakeCancelled() is { } generation)
        {
            CloseUnstarted(generation, FinishReason.Cancelled, error: null);
        }

        foreach (var sequence in _scheduler.Running)
        {
            if (sequence.Generation.IsCancelled)
            {
                sequence.End(FinishReason.Cancelled);
            }
        }

        RetireFinished();
    }

    private void Admit()
    {
        while (_scheduler.Admit() is { } sequence)
        {
            _inbox.Release();
            sequence.Generation.Publish(GenerationEvent.Admitted());
        }

        Volatile.Write(ref _running, _scheduler.Running.Length);
    }

    private void Evict()
    {
        foreach (var sequence in _scheduler.Running)
        {
            while (sequence.Plan.EvictsNext)
            {
                var (range, freed) = sequence.EvictNext();
                _decoder.Remove(sequence.Slot, range);
                _pool.Free(freed);
            }
        }
    }

    private void Decode()
    {
        var outcome = _decoder.Decode(_batch);
        if (outcome != DecodeOutcome.Done)
        {
            throw new DecoderException(
                $"A batch of {_batch.Count} tokens ended as {outcome} with {_pool.Resident} of {_pool.CellCount} KV cells in use.");
        }
    }

    private void SampleAndAccept()
    {
        foreach (var sequence in _scheduler.Running)
        {
            if (sequence.LogitsRow is { } row)
            {
                SampleAndAccept(sequence, row);
            }
        }
    }

    private void SampleAndAccept(Sequence sequence, int row)
    {
        try
        {
            sequence.Accept(_sampler.Sample(_decoder.GetLogits(row), sequence.Sampling, sequence.Forbidden));
        }
        catch (SamplingException exception)
        {
            // Logits without a token to draw concern this sequence only.
            sequence.Fail(exception.Message);
        }
    }

    private void RetireFinished()
    {
        for (int i = _scheduler.Running.Length - 1; i >= 0; i--)
        {
            var sequence = _scheduler.Running[i];
            if (sequence.Finish is { } reason)
            {
                Retire(sequence, reason, sequence.Error);
            }
        }

        Volatile.Write(ref _running, _scheduler.Running.Length);
    }

    private void Retire(Sequence sequence, FinishReason reason, string? error)
    {
        _decoder.Clear(sequence.Slot);
        _scheduler.Retire(sequence);
        sequence.Close(reason, error);
    }

    // The decoder is not asked again: after a failure it may be what failed.
    private void CloseAll(FinishReason reason, string? error)
    {
        foreach (var sequence in _scheduler.Running)
        {
            sequence.End(reason);
            sequence.Close(reason, error);
        }

        while (_scheduler.TakeWaiting() is { } generation)
        {
            CloseUnstarted(generation, reason, error);
        }

        CloseArrivals();
    }

    private void CloseArrivals()
    {
        while (_inbox.TryTake(out var generation))
        {
            CloseUnstarted(generation!, FinishReason.Cancelled, error: null);
        }
    }

    private void CloseUnstarted(Generation generation, FinishReason reason, string? error)
    {
        _inbox.Release();
        generation.Publish(GenerationEvent.Finished(GenerationResult.Unstarted(generation.Request, reason, error)));
    }
}
