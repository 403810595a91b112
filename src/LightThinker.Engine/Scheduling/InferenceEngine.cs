using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Scheduling;

/// <summary>
/// Runs every request of one model. <see cref="Run"/> is the body of one thread, which owns the decoder and all sequences;
/// <see cref="TrySubmit"/>, <see cref="Stop"/> and <see cref="Status"/> may be called from any thread.
/// </summary>
public sealed class InferenceEngine
{
    /// <param name="decoder">The model's context; used by the engine thread only, disposed by the caller after it ended.</param>
    /// <param name="vocabulary">The model's tokens.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">Clock of <see cref="EngineStatus.LastStep"/>.</param>
    public InferenceEngine(IDecoder decoder, IVocabulary vocabulary, EngineOptions options, TimeProvider time) =>
        throw new NotImplementedException();

    /// <summary>A snapshot as of the last step.</summary>
    public EngineStatus Status => throw new NotImplementedException();

    /// <summary>Longest prompt that can ever run: one token must still fit after it.</summary>
    public int MaxPromptTokens => throw new NotImplementedException();

    /// <summary>Queues a request.</summary>
    /// <param name="request">Its prompt is not empty and not longer than <see cref="MaxPromptTokens"/>.</param>
    /// <param name="generation">The running request; null unless it was queued.</param>
    /// <exception cref="ArgumentException">The prompt is empty or longer than that.</exception>
    public SubmitOutcome TrySubmit(GenerationRequest request, out Generation? generation) =>
        throw new NotImplementedException();

    /// <summary>Steps until stopped, sleeping while there is nothing to do. Call once, on a thread of its own.</summary>
    /// <exception cref="DecoderException">The runtime failed; every request has been told.</exception>
    public void Run() => throw new NotImplementedException();

    /// <summary>Ends <see cref="Run"/> after the step in progress; open requests end as cancelled.</summary>
    public void Stop() => throw new NotImplementedException();
}
