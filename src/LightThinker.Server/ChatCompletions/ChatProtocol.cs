using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Answers;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;
using LightThinker.Server.Requests;

namespace LightThinker.Server.ChatCompletions;

/// <summary><c>/v1/chat/completions</c>. Thread-safe.</summary>
internal sealed class ChatProtocol(
    RequestReader reader,
    GenerationRequestFactory requests,
    PreparationGate gate,
    ErrorWriter errors,
    Settings settings,
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

        (ChatGeneration? chat, error) = await gate.RunAsync(
            () => requests.Create(wire!, model, http.TraceIdentifier),
            http.RequestAborted);
        return error is not null
            ? (null, error)
            : (new AnswerPlan([chat!.Request], wire!.Stream ?? false, CreateFormat(wire, chat.Request, model))
            {
                CreateToolParser = chat.Tools is { } tools ? tools.CreateParser : null,
            }, null);
    }

    public Task WriteErrorAsync(HttpContext http, ApiError error) => errors.WriteAsync(http, error);

    private ChatFormat CreateFormat(ChatCompletionRequest wire, GenerationRequest request, ServedModel model) => new(
        CompletionIdentity.Create(model, time),
        new TokenReport(
            model.Vocabulary,
            request.VisibleTokens,
            wire.Logprobs ?? false,
            wire.ReturnTokenIds ?? wire.ReturnTokens ?? false),
        settings.Reasoning.Fields,
        wire.StreamOptions?.IncludeUsage ?? false);
}
