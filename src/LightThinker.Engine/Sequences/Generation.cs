using System.Threading.Channels;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Sequences;

/// <summary>A submitted request, seen from outside the engine. Thread-safe; one reader reads the events.</summary>
public sealed class Generation
{
    // Unbounded, but bounded in fact by the request's token limit: the engine must never wait for a client.
    private readonly Channel<GenerationEvent> _events = Channel.CreateUnbounded<GenerationEvent>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = false });

    private volatile bool _cancelled;

    internal Generation(GenerationRequest request, SamplingState sampling)
    {
        Request = request;
        Sampling = sampling;
    }

    public GenerationRequest Request { get; }

    /// <summary>Ends after the <c>Finished</c> event.</summary>
    public ChannelReader<GenerationEvent> Events => _events.Reader;

    /// <summary>Made where the request is submitted, so that a bad parameter is the caller's exception.</summary>
    internal SamplingState Sampling { get; }

    internal bool IsCancelled => _cancelled;

    /// <summary>Asks the engine to stop at its next step; the stream then ends as <see cref="FinishReason.Cancelled"/>.</summary>
    public void Cancel() => _cancelled = true;

    internal void Publish(GenerationEvent generationEvent)
    {
        _events.Writer.TryWrite(generationEvent);
        if (generationEvent.Kind == GenerationEventKind.Finished)
        {
            _events.Writer.Complete();
        }
    }
}
