using System.Threading.Channels;

namespace LightThinker.Engine.Sequences;

/// <summary>What the engine writes for one answer: the events of all its choices, in one stream. Thread-safe; one reader.</summary>
public sealed class GenerationEvents
{
    // Unbounded, but bounded in fact by the requests' token limits: the engine must never wait for a client.
    private readonly Channel<GenerationEvent> _channel = Channel.CreateUnbounded<GenerationEvent>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = false });

    private int _submitted;
    private int _open;

    /// <param name="choices">Choices of all requests that will be submitted with it; at least 1.</param>
    public GenerationEvents(int choices)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(choices);
        _open = choices;
    }

    /// <summary>Ends after every choice's <c>Finished</c> event.</summary>
    public ChannelReader<GenerationEvent> Reader => _channel.Reader;

    /// <summary>Numbers the next request's choices.</summary>
    /// <returns>The first one's number.</returns>
    internal int Reserve(int choices) => Interlocked.Add(ref _submitted, choices) - choices;

    internal void Publish(GenerationEvent generationEvent)
    {
        _channel.Writer.TryWrite(generationEvent);
        if (generationEvent.Kind == GenerationEventKind.Finished && Interlocked.Decrement(ref _open) == 0)
        {
            _channel.Writer.Complete();
        }
    }
}
