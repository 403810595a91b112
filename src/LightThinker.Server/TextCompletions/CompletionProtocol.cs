using LightThinker.OpenAI.Completions;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.TextCompletions;

/// <summary><c>/v1/completions</c>. Thread-safe.</summary>
internal sealed class CompletionProtocol(
    RequestReader reader,
    CompletionTaskFactory tasks,
    PreparationGate gate,
    ErrorWriter errors,
    TimeProvider time) : IAnswerProtocol
{
    public async ValueTask<(AnswerPlan? Plan, ApiError? Error)> ReadAsync(HttpContext http, ServedModel model)
    {
        (CompletionRequest? wire, ApiError? error) = await reader.ReadAsync(http.Request, WireJson.Context.CompletionRequest);
        if (error is not null)
        {
            return (null, error);
        }

        (CompletionTask? task, error) = await gate.RunAsync(
            () => tasks.Create(wire!, model, http.TraceIdentifier),
            http.RequestAborted);
        if (error is not null)
        {
            return (null, error);
        }

        var text = new CompletionText(task!.Shape, model.Vocabulary, task.Requests[0].Compression.Split);
        var format = new CompletionFormat(CompletionIdentity.Create(model, time, "cmpl"), task.Shape, text);
        return (new AnswerPlan(task.Requests, wire!.Stream ?? false, format) { IsRaw = true }, null);
    }

    public Task WriteErrorAsync(HttpContext http, ApiError error) => errors.WriteAsync(http, error);
}
