using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>Sends an answer while it is written. One per stream; not thread-safe.</summary>
internal sealed class AnswerStream(
    AnswerReader answer,
    ServerSentEvents events,
    IAnswerWriter writer,
    TimeSpan pingInterval,
    TimeProvider time)
{
    /// <summary>Writes from the admission to the end, with a ping whenever nothing was sent for the interval.</summary>
    /// <param name="aborted">The client has gone.</param>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async Task WriteAsync(CancellationToken aborted)
    {
        writer.WriteStart();
        await events.FlushAsync(aborted);

        using var timer = new PeriodicTimer(pingInterval, time);
        Task<bool> tick = timer.WaitForNextTickAsync(aborted).AsTask();
        Task<bool> arrival = answer.WaitAsync(aborted).AsTask();
        bool wasSilent = true;
        while (true)
        {
            await Task.WhenAny(arrival, tick);
            if (arrival.IsCompleted)
            {
                await arrival;
                bool hasEnded = WriteArrivals();
                await events.FlushAsync(aborted);
                if (hasEnded)
                {
                    return;
                }

                wasSilent = false;
                arrival = answer.WaitAsync(aborted).AsTask();
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
    private bool WriteArrivals()
    {
        while (answer.TryRead(out GenerationEvent item))
        {
            foreach (AnswerDelta delta in answer.Show(item))
            {
                writer.Write(delta);
            }

            if (item.Kind == GenerationEventKind.Finished && WriteFinish(answer.End(item)))
            {
                return true;
            }
        }

        return false;
    }

    private bool WriteFinish(ChoiceEnd end)
    {
        if (Outcome.ErrorOf(end.Result) is { } error)
        {
            writer.WriteError(error);
            return true;
        }

        writer.WriteFinish(end);
        if (answer.IsDone)
        {
            writer.WriteEnd(answer.Ends);
        }

        return answer.IsDone;
    }
}
