using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;
using LightThinker.Server.Requests;
using LightThinker.Server.Responses;

namespace LightThinker.Server.Completions;

/// <summary>Answers chat requests: read, validate, submit, send. Thread-safe.</summary>
internal sealed class ChatCompletionService(
    EngineHost host,
    ChatRequestReader reader,
    GenerationRequestFactory requests,
    InFlightRequests inFlight,
    ErrorWriter errors,
    Settings settings,
    TimeProvider time,
    ILogger<ChatCompletionService> logger)
{
    public async Task AnswerAsync(HttpContext http)
    {
        if (!host.TryGetModel(out ServedModel? model, out ApiError? error))
        {
            await errors.WriteAsync(http, error);
            return;
        }

        // Counted from before the engine has it, so that stopping waits for the answer to be sent too.
        inFlight.Enter();
        try
        {
            await AnswerAsync(http, model);
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

    private async Task AnswerAsync(HttpContext http, ServedModel model)
    {
        (var wire, ApiError? error) = await reader.ReadAsync(http.Request, http.RequestAborted);
        if (error is not null)
        {
            await errors.WriteAsync(http, error);
            return;
        }

        (ChatGeneration? chat, error) = requests.Create(wire!, model, http.TraceIdentifier);
        if (error is not null)
        {
            await errors.WriteAsync(http, error);
            return;
        }

        SubmitOutcome outcome = model.Engine.TrySubmit(chat!.Request, out var generation);
        if (outcome != SubmitOutcome.Queued)
        {
            await errors.WriteAsync(
                http,
                outcome == SubmitOutcome.QueueFull ? ApiError.QueueFull() : ApiError.Stopping());
            return;
        }

        try
        {
            // Also while the client waits for the whole answer: its cells are free again within a step.
            await using CancellationTokenRegistration cancel = http.RequestAborted.UnsafeRegister(
                static state => ((Generation)state!).Cancel(),
                generation);
            await (chat.Streams ? StreamAsync(http, model, chat, generation!) : WriteAsync(http, model, generation!));
        }
        finally
        {
            await EndAsync(generation!);
        }
    }

    // One whose answer cannot be sent must not go on, and stopping the server waits until it has ended.
    private async Task EndAsync(Generation generation)
    {
        generation.Cancel();
        await foreach (GenerationEvent item in generation.Events.ReadAllAsync())
        {
            if (item.Result is { } unsent)
            {
                GenerationLog.Finished(logger, unsent);
            }
        }
    }

    private async Task WriteAsync(HttpContext http, ServedModel model, Generation generation)
    {
        var answer = new WholeAnswer(generation);
        GenerationResult result = await answer.ReadAsync(http.RequestAborted);
        GenerationLog.Finished(logger, result);
        if (Outcome.ErrorOf(result) is { } error)
        {
            await errors.WriteAsync(http, error);
            return;
        }

        await http.Response.WriteAsJsonAsync(
            answer.Create(CompletionIdentity.Create(model, time), result),
            WireJson.Context.ChatCompletion,
            cancellationToken: http.RequestAborted);
    }

    private async Task StreamAsync(
        HttpContext http,
        ServedModel model,
        ChatGeneration chat,
        Generation generation)
    {
        // Until it is admitted the request can still be refused with a status of its own.
        GenerationEvent first = await generation.Events.ReadAsync(http.RequestAborted);
        if (first.Result is { } unstarted)
        {
            await errors.WriteAsync(http, Outcome.ErrorOf(unstarted) ?? ApiError.EngineFailed());
            return;
        }

        HttpResponse response = http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";

        using var events = new ServerSentEvents(response.BodyWriter);
        var chunks = new ChunkWriter(events, CompletionIdentity.Create(model, time), chat.IncludesUsage);
        var stream = new AnswerStream(generation, events, chunks, settings.Server.PingInterval, time);
        GenerationLog.Finished(logger, await stream.WriteAsync(http.RequestAborted));
    }
}
