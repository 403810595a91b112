using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;

namespace LightThinker.Server.Answers;

/// <summary>Answers requests for text of every protocol: read, submit, send. Thread-safe.</summary>
internal sealed class GenerationService(
    EngineHost host,
    InFlightRequests inFlight,
    Settings settings,
    TimeProvider time,
    ILogger<GenerationService> logger)
{
    public async Task AnswerAsync(HttpContext http, IAnswerProtocol protocol)
    {
        if (!host.TryGetModel(out ServedModel? model, out ApiError? error))
        {
            await protocol.WriteErrorAsync(http, error);
            return;
        }

        // Counted from before the engine has it, so that stopping waits for the answer to be sent too.
        inFlight.Enter();
        try
        {
            error = await AnswerAsync(http, model, protocol);
            if (error is not null)
            {
                await protocol.WriteErrorAsync(http, error);
            }
        }
        catch (OperationCanceledException)
        {
            GenerationLog.Abandoned(logger);
            if (!http.Response.HasStarted)
            {
                // Nobody sees it but the log.
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        finally
        {
            inFlight.Leave();
        }
    }

    // Returns what the client is still to be told, before anything was sent.
    private async Task<ApiError?> AnswerAsync(HttpContext http, ServedModel model, IAnswerProtocol protocol)
    {
        (AnswerPlan? plan, ApiError? error) = await protocol.ReadAsync(http, model);
        if (error is not null)
        {
            return error;
        }

        var generations = new SubmittedGenerations(plan!.Requests);
        SubmitOutcome outcome = generations.Submit(model.Engine);
        if (outcome != SubmitOutcome.Queued)
        {
            return outcome == SubmitOutcome.QueueFull ? ApiError.QueueFull() : ApiError.Stopping();
        }

        var answer = new AnswerReader(generations.Events, plan);
        try
        {
            // Also while the client waits for the whole answer: its cells are free again within a step.
            await using CancellationTokenRegistration cancel = http.RequestAborted.UnsafeRegister(
                static state => ((SubmittedGenerations)state!).Cancel(),
                generations);
            return await (plan.Streams ? StreamAsync(http, plan, answer) : WriteAsync(http, plan, answer));
        }
        finally
        {
            await EndAsync(generations, answer);
        }
    }

    // One whose answer cannot be sent must not go on, and stopping the server waits until it has ended.
    private async Task EndAsync(SubmittedGenerations generations, AnswerReader answer)
    {
        generations.Cancel();
        await foreach (GenerationEvent item in generations.Events.ReadAllAsync())
        {
            if (item.Kind == GenerationEventKind.Finished)
            {
                answer.End(item);
            }
        }

        foreach (ChoiceEnd end in answer.Ends)
        {
            GenerationLog.Finished(logger, end.Result);
        }
    }

    private static async Task<ApiError?> WriteAsync(HttpContext http, AnswerPlan plan, AnswerReader answer)
    {
        ChoiceCollector[] choices = [.. Enumerable.Range(0, answer.ChoiceCount).Select(static _ => new ChoiceCollector())];
        while (!answer.IsDone)
        {
            GenerationEvent item = await answer.ReadAsync(http.RequestAborted);
            foreach (AnswerDelta delta in answer.Show(item))
            {
                choices[item.Choice].Append(delta);
            }

            if (item.Kind == GenerationEventKind.Finished && Outcome.ErrorOf(answer.End(item).Result) is { } error)
            {
                return error;
            }
        }

        await plan.Format.WriteWholeAsync(http, [.. choices.Zip(answer.Ends, static (choice, end) => choice.Create(end))]);
        return null;
    }

    private async Task<ApiError?> StreamAsync(HttpContext http, AnswerPlan plan, AnswerReader answer)
    {
        // Until it is admitted the request can still be refused with a status of its own.
        GenerationEvent first = await answer.ReadAsync(http.RequestAborted);
        if (first.Result is { } unstarted)
        {
            answer.End(first);
            return Outcome.ErrorOf(unstarted) ?? ApiError.EngineFailed();
        }

        HttpResponse response = http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";

        using var events = new ServerSentEvents(response.BodyWriter);
        var stream = new AnswerStream(answer, events, plan.Format.CreateWriter(events), settings.Server.PingInterval, time);
        await stream.WriteAsync(http.RequestAborted);
        return null;
    }
}
