using LightThinker.Engine.Scheduling;
using LightThinker.OpenAI.Embeddings;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Embeddings;

/// <summary>Answers requests for embeddings: read, validate, submit, send. Thread-safe.</summary>
internal sealed class EmbeddingService(
    EngineHost host,
    RequestReader reader,
    InFlightRequests inFlight,
    ErrorWriter errors,
    ILogger<EmbeddingService> logger)
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
            (EmbeddingList? answer, error) = await EmbedAsync(http, model);
            await (error is not null
                ? errors.WriteAsync(http, error)
                : http.Response.WriteAsJsonAsync(
                    answer!, WireJson.Context.EmbeddingList, cancellationToken: http.RequestAborted));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            EmbeddingLog.Abandoned(logger);
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

    private async Task<(EmbeddingList? Answer, ApiError? Error)> EmbedAsync(HttpContext http, ServedModel model)
    {
        (EmbeddingRequest? wire, ApiError? error) = await reader.ReadAsync(
            http.Request,
            WireJson.Context.EmbeddingRequest);
        if (error is not null)
        {
            return (null, error);
        }

        (EmbeddingTask? task, error) = EmbeddingTaskFactory.Create(wire!, model);
        if (error is not null)
        {
            return (null, error);
        }

        var job = new EmbeddingJob(task!.Inputs, http.RequestAborted);
        SubmitOutcome outcome = model.Embeddings!.TrySubmit(job);
        if (outcome != SubmitOutcome.Queued)
        {
            return (null, outcome == SubmitOutcome.QueueFull ? ApiError.QueueFull() : ApiError.Stopping());
        }

        return await job.Ended.WaitAsync(http.RequestAborted) switch
        {
            EmbeddingStatus.Done => Answer(task, job.Vectors, model),
            EmbeddingStatus.Stopped => (null, ApiError.Stopping()),
            _ => (null, ApiError.EngineFailed()),
        };
    }

    private (EmbeddingList? Answer, ApiError? Error) Answer(
        EmbeddingTask task, IReadOnlyList<float[]> vectors, ServedModel model)
    {
        var data = new Embedding[vectors.Count];
        for (int i = 0; i < data.Length; i++)
        {
            if (UnitVector.Of(vectors[i], task.Dimensions) is not { } unit)
            {
                EmbeddingLog.NoNumbers(logger);
                return (null, ApiError.EngineFailed());
            }

            data[i] = new Embedding { Index = i, Vector = new EmbeddingVector(unit, task.IsBase64) };
        }

        int tokens = task.TokenCount;
        EmbeddingLog.Finished(logger, data.Length, tokens);
        return (new EmbeddingList
        {
            Data = data,
            Model = model.Id,
            Usage = new EmbeddingUsage { PromptTokens = tokens, TotalTokens = tokens },
        }, null);
    }
}
