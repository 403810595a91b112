using System.Threading.Channels;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Responses;

/// <summary>Sends a generation's text while it is written. One per stream; not thread-safe.</summary>
internal sealed class AnswerStream(
    Generation generation,
    ServerSentEvents events,
    ChunkWriter chunks,
    TimeSpan pingInterval,
    TimeProvider time)
{
    private readonly ChannelReader<GenerationEvent> _source = generation.Events;
    private readonly AnswerText _text = new(generation.Request.StartPhase);

    /// <summary>Writes from the admission to the end, with a ping whenever nothing was sent for the interval.</summary>
    /// <param name="aborted">The client has gone.</param>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async Task<GenerationResult> WriteAsync(CancellationToken aborted)
    {
        chunks.WriteRole();
        await events.FlushAsync(aborted);

        using var timer = new PeriodicTimer(pingInterval, time);
        Task<bool> tick = timer.WaitForNextTickAsync(aborted).AsTask();
        Task<bool> arrival = _source.WaitToReadAsync(aborted).AsTask();
        bool wasSilent = true;
        while (true)
        {
            await Task.WhenAny(arrival, tick);
            if (arrival.IsCompleted)
            {
                await arrival;
                if (await DrainAsync(aborted) is { } result)
                {
                    return result;
                }

                wasSilent = false;
                arrival = _source.WaitToReadAsync(aborted).AsTask();
            }

            if (tick.IsCompleted)
            {
                await tick;
                if (wasSilent)
                {
                    events.WritePing();
                    await events.FlushAsync(aborted);
                }

                wasSilent = true;
                tick = timer.WaitForNextTickAsync(aborted).AsTask();
            }
        }
    }

    // Whatever has arrived goes out together.
    private async ValueTask<GenerationResult?> DrainAsync(CancellationToken aborted)
    {
        GenerationResult? result = null;
        while (result is null && _source.TryRead(out GenerationEvent item))
        {
            switch (item.Kind)
            {
                case GenerationEventKind.Text:
                    chunks.WriteText(_text.Push(item));
                    break;
                case GenerationEventKind.Finished:
                    chunks.WriteText(_text.Complete());
                    result = item.Result!;
                    chunks.WriteEnd(result);
                    break;
            }
        }

        await events.FlushAsync(aborted);
        return result;
    }
}
