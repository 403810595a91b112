using System.Threading.Channels;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Sequences;

/// <summary>A submitted request, seen from outside the engine. Thread-safe; one reader reads the events.</summary>
public sealed class Generation
{
    private readonly GenerationEvents _events;
    private readonly int _firstChoice;
    private volatile bool _cancelled;

    internal Generation(
        GenerationRequest request,
        IReadOnlyList<SamplingState> samplings,
        GenerationEvents events,
        long submitted)
    {
        Request = request;
        Samplings = samplings;
        Submitted = submitted;
        _events = events;
        _firstChoice = events.Reserve(request.Choices);
    }

    public GenerationRequest Request { get; }

    /// <summary>Ends after the last choice's <c>Finished</c> event.</summary>
    public ChannelReader<GenerationEvent> Events => _events.Reader;

    /// <summary>By choice; made where the request is submitted, so that a bad parameter is the caller's exception.</summary>
    internal IReadOnlyList<SamplingState> Samplings { get; }

    /// <summary>When, by the engine's clock.</summary>
    internal long Submitted { get; }

    internal bool IsCancelled => _cancelled;

    /// <summary>Asks the engine to stop at its next step; every choice then ends as <see cref="FinishReason.Cancelled"/>.</summary>
    public void Cancel() => _cancelled = true;

    /// <summary>Sends an event of one of the request's choices.</summary>
    /// <param name="choice">From 0, within this request.</param>
    /// <param name="generationEvent">The event.</param>
    internal void Publish(int choice, GenerationEvent generationEvent) =>
        _events.Publish(generationEvent with { Choice = _firstChoice + choice });
}
