using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Scheduling;

/// <summary>
/// Runs every request of one model. <see cref="Run"/> is the body of one thread, which owns the decoder and all sequences;
/// <see cref="TrySubmit(GenerationRequest, GenerationEvents, out Generation)"/>, <see cref="Stop"/> and <see cref="Status"/>
/// may be called from any thread.
/// </summary>
public sealed class InferenceEngine : IDisposable
{
    private static readonly TimeSpan IdleHeartbeat = TimeSpan.FromSeconds(1);

    private readonly IVocabulary _vocabulary;
    private readonly RequestInbox _inbox;
    private readonly SequenceFactory _sequences;
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
        _sequences = new SequenceFactory(vocabulary, options.MaxPositions, time);
        _core = new EngineCore(decoder, _sequences, options, _inbox);
        _time = time;
        _lastStep = time.GetTimestamp();
        MaxPromptTokens = Math.Min(decoder.CellCount, options.MaxPositions) - 1;
        MaxChoices = Math.Min(decoder.SlotCount, options.MaxRunning);
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

    /// <summary>Longest prompt that can run under a request's other wishes, in tokens.</summary>
    /// <param name="choices">Each needs a cell after the prompt.</param>
    /// <param name="limit">At 0 tokens of reasoning, what closes it is fed right behind the prompt, by each choice.</param>
    public int MaxPromptTokensFor(int choices, ReasoningLimit? limit = null)
    {
        int forced = limit is { Tokens: 0 } ? limit.Closing.Count : 0;
        return Math.Min(MaxPromptTokens - forced, _core.Pool.CellCount - (choices * (1 + forced)));
    }

    /// <summary>Most choices of one request: they run at once.</summary>
    public int MaxChoices { get; }

    /// <summary>Queues a request with events of its own.</summary>
    /// <inheritdoc cref="TrySubmit(GenerationRequest, GenerationEvents, out Generation)"/>
    public SubmitOutcome TrySubmit(GenerationRequest request, out Generation? generation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TrySubmit(request, new GenerationEvents(request.Choices), out generation);
    }

    /// <summary>Queues a request.</summary>
    /// <param name="request">
    /// Its prompt is not empty and not longer than <see cref="MaxPromptTokens"/>, and leaves a cell for each choice.
    /// </param>
    /// <param name="events">Where its events go; several requests may share them.</param>
    /// <param name="generation">The running request; null unless it was queued.</param>
    /// <exception cref="ArgumentException">The prompt, a limit, or a sampling parameter cannot run.</exception>
    public SubmitOutcome TrySubmit(GenerationRequest request, GenerationEvents events, out Generation? generation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(events);
        Check(request);
        if (request.Constraint is not null)
        {
            _sequences.Grammars.Prepare();
        }

        var submitted = new Generation(request, CreateSamplings(request), events, _time.GetTimestamp());
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

    // The first choice draws as a request with one choice does.
    private SamplingState[] CreateSamplings(GenerationRequest request)
    {
        Token[] prompt = [.. request.Prompt];
        return [.. Enumerable.Range(0, request.Choices).Select(choice => new SamplingState(
            request.Sampling with { Seed = unchecked(request.Sampling.Seed + (ulong)choice) },
            prompt,
            _vocabulary.Count,
            _vocabulary))];
    }

    private void Check(GenerationRequest request)
    {
        if (request.Choices < 1
            || request.Choices > MaxChoices
            || request.Prompt.Count > MaxPromptTokensFor(request.Choices, request.ReasoningLimit))
        {
            throw new ArgumentException(
                $"{request.Choices} choices after a prompt of {request.Prompt.Count} tokens cannot run; there may be 1 … " +
                $"{MaxChoices}, and each needs one of the {_core.Pool.CellCount} KV cells beside the prompt.",
                nameof(request));
        }

        int leastTokens = request.PromptLogprobs is null ? 1 : 0;
        if (request.Prompt.Count < 1 || request.Prompt.Count > MaxPromptTokens || request.MaxTokens < leastTokens)
        {
            throw new ArgumentException(
                $"A prompt of {request.Prompt.Count} tokens and {request.MaxTokens} to sample cannot run; the prompt " +
                $"must have 1 … {MaxPromptTokens} and at least {leastTokens} must be sampled.",
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
