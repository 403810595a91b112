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

    private readonly IVocabulary _vocabulary;
    private readonly RequestInbox _inbox;
    private readonly EngineCore _core;
    private readonly TimeProvider _time;
    private long _lastStep;
    private volatile bool _failed;

    /// <param name="decoder">The model's context; used by the engine thread only, disposed by the caller after it ended.</param>
    /// <param name="vocabulary">The model's tokens.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">Clock of <see cref="EngineStatus.LastStep"/>.</param>
    public InferenceEngine(IDecoder decoder, IVocabulary vocabulary, EngineOptions options, TimeProvider time)
    {
        _vocabulary = vocabulary;
        _inbox = new RequestInbox(options.MaxQueued);
        _core = new EngineCore(decoder, vocabulary, options, _inbox);
        _time = time;
        _lastStep = time.GetTimestamp();
        MaxPromptTokens = Math.Min(decoder.CellCount, options.MaxPositions) - 1;
    }

    /// <summary>The engine as of its last step.</summary>
    public EngineStatus Status => new(
        _inbox.Count,
        _core.RunningCount,
        _core.Pool.Resident,
        _core.Pool.Promised,
        _core.Pool.CellCount,
        Volatile.Read(ref _lastStep),
        _failed);

    /// <summary>Longest prompt that can ever run, in tokens: one more must still fit after it.</summary>
    public int MaxPromptTokens { get; }

    /// <summary>Queues a request.</summary>
    /// <param name="request">Its prompt is not empty and not longer than <see cref="MaxPromptTokens"/>.</param>
    /// <param name="generation">The running request; null unless it was queued.</param>
    /// <exception cref="ArgumentException">The prompt, the token limit or a sampling parameter cannot run.</exception>
    public SubmitOutcome TrySubmit(GenerationRequest request, out Generation? generation)
    {
        Check(request);
        var submitted = new Generation(
            request, new SamplingState(request.Sampling, [.. request.Prompt], _vocabulary.Count, _vocabulary));
        var outcome = _inbox.TryAdd(submitted);
        generation = outcome == SubmitOutcome.Queued ? submitted : null;
        if (_inbox.IsClosed)
        {
            // The engine may have looked for the last time before this request arrived.
            CloseArrivals(FinishReason.Cancelled, error: null);
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

            _core.CloseAll(FinishReason.Cancelled, error: null);
            CloseArrivals(FinishReason.Cancelled, error: null);
        }
        catch (Exception exception)
        {
            // Whatever it is, no request may wait for ever; the host then ends the process.
            _failed = true;
            _inbox.Close();
            _core.CloseAll(FinishReason.Failed, exception.Message);
            CloseArrivals(FinishReason.Failed, exception.Message);
            throw;
        }
    }

    /// <summary>Ends <see cref="Run"/> after the step in progress; open requests end as cancelled.</summary>
    public void Stop() => _inbox.Close();

    public void Dispose() => _inbox.Dispose();

    /// <summary>Moves every request on by one decode call; the body of <see cref="Run"/>.</summary>
    /// <returns>False where there was nothing to do.</returns>
    internal bool Step()
    {
        Volatile.Write(ref _lastStep, _time.GetTimestamp());
        return _core.Step();
    }

    private void Check(GenerationRequest request)
    {
        if (request.Prompt.Count < 1 || request.Prompt.Count > MaxPromptTokens || request.MaxTokens < 1)
        {
            throw new ArgumentException(
                $"A prompt of {request.Prompt.Count} tokens and {request.MaxTokens} to sample cannot run; the prompt " +
                $"must have 1 … {MaxPromptTokens} and at least one token must be sampled.",
                nameof(request));
        }

        foreach (var token in request.Prompt)
        {
            if (token.Id < 0 || token.Id >= _vocabulary.Count)
            {
                throw new ArgumentException(
                    $"The prompt has token {token.Id}; this model's run from 0 to {_vocabulary.Count - 1}.", nameof(request));
            }
        }
    }

    private void CloseArrivals(FinishReason reason, string? error)
    {
        while (_inbox.TryTake(out var generation))
        {
            _inbox.CloseUnstarted(generation!, reason, error);
        }
    }
}
