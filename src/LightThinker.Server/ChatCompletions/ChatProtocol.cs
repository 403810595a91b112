using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Answers;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.ChatCompletions;

/// <summary><c>/v1/chat/completions</c>. Thread-safe.</summary>
internal sealed class ChatProtocol(
    RequestReader reader,
    GenerationRequestFactory requests,
    ErrorWriter errors,
    TimeProvider time) : IAnswerProtocol
{
    public async ValueTask<(AnswerPlan? Plan, ApiError? Error)> ReadAsync(HttpContext http, ServedModel model)
    {
        (ChatCompletionRequest? wire, ApiError? error) = await reader.ReadAsync(
            http.Request,
            WireJson.Context.ChatCompletionRequest);
        if (error is not null)
        {
            return (null, error);
        }

        (var request, error) = requests.Create(wire!, model, http.TraceIdentifier);
        return error is not null
            ? (null, error)
            : (new AnswerPlan(
                [request!],
                wire!.Stream ?? false,
                new ChatFormat(CompletionIdentity.Create(model, time), wire.StreamOptions?.IncludeUsage ?? false)), null);
    }

    public Task WriteErrorAsync(HttpContext http, ApiError error) => errors.WriteAsync(http, error);
}
