using LightThinker.Engine.Cache;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Scheduling;

/// <summary>What the engine does, one decode call at a time. Engine thread only; the counters may be read from any.</summary>
internal sealed class EngineCore
{
    private readonly IDecoder _decoder;
    private readonly RequestInbox _inbox;
    private readonly Scheduler _scheduler;
    private readonly TokenChooser _chooser;
    private readonly PromptReporter _prompts;
    private readonly DecodeBatch _batch;
    private int _running;

    public EngineCore(IDecoder decoder, SequenceFactory sequences, EngineOptions options, RequestInbox inbox)
    {
        _decoder = decoder;
        _inbox = inbox;
        Pool = new KvPool(decoder.CellCount);
        _scheduler = new Scheduler(Pool, decoder.SlotCount, sequences, options);
        _chooser = new TokenChooser(sequences.Vocabulary.Count);
        _prompts = new PromptReporter(decoder);
        _batch = new DecodeBatch(decoder.BatchCapacity);
    }

    public KvPool Pool { get; }

    /// <summary>Sequences holding cells.</summary>
    public int RunningCount => Volatile.Read(ref _running);

    /// <summary>Moves every request on by one decode call.</summary>
    /// <returns>False where there was nothing to do.</returns>
    public bool Step()
    {
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
        ReportPrompts();
        SharePrompts();
        SampleAndAccept();
        RetireFinished();
        return true;
    }

    /// <summary>Tells every request that it has ended. The decoder is not asked again: it may be what failed.</summary>
    public void CloseAll(FinishReason reason, string? error)
    {
        foreach (var sequence in _scheduler.Running)
        {
            sequence.End(reason);
            sequence.Close(reason, error);
        }

        while (_scheduler.TakeWaiting() is { } generation)
        {
            _inbox.CloseUnstarted(generation, reason, error);
        }
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
            _inbox.CloseUnstarted(generation, FinishReason.Cancelled, error: null);
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
        while (_scheduler.Admit() is { } generation)
        {
            _inbox.Release();
            generation.Publish(choice: 0, GenerationEvent.Admitted());
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
                Pool.Free(freed);
            }
        }
    }

    private void Decode()
    {
        var outcome = _decoder.Decode(_batch);
        if (outcome != DecodeOutcome.Done)
        {
            throw new DecoderException(
                $"A batch of {_batch.Count} tokens ended as {outcome} with {Pool.Resident} of {Pool.CellCount} KV cells in use.");
        }
    }

    private void ReportPrompts()
    {
        foreach (var sequence in _scheduler.Running)
        {
            if (sequence.TakePromptRows() is { } rows)
            {
                _prompts.Report(sequence, rows);
            }
        }
    }

    private void SharePrompts()
    {
        foreach (var sequence in _scheduler.Running)
        {
            if (sequence.PromptSource is { HasComputedPrompt: true } source)
            {
                var prompt = new PositionRange(default, new Position(source.Ledger.PromptCells));
                _decoder.Share(source.Slot, sequence.Slot, prompt);
                sequence.TakePrompt();
            }
        }
    }

    private void SampleAndAccept()
    {
        foreach (var sequence in _scheduler.Running)
        {
            if (sequence.LogitsRow is not { } row)
            {
                continue;
            }

            if (sequence.Generation.Request.MaxTokens == 0)
            {
                sequence.End(FinishReason.Length);
            }
            else
            {
                _chooser.SampleAndAccept(sequence, _decoder.GetLogits(row));
            }
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
}
