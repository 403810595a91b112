using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Messages;

/// <summary>Reads and validates requests. Thread-safe.</summary>
internal sealed class MessagesRequestReader(RequestReader reader, GenerationRequestFactory requests, PreparationGate gate)
{
    /// <summary>Reads a request for an answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="model">The served model.</param>
    /// <returns>The request as it came and what to generate for it, or the first mistake.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(MessagesRequest? Wire, ChatGeneration? Generation, ApiError? Error)> ReadAsync(
        HttpContext http,
        ServedModel model)
    {
        (MessagesRequest? wire, ChatCompletionRequest? chat, ApiError? error) = await TranslateAsync(http, asksForText: true);
        if (error is not null)
        {
            return (null, null, error);
        }

        (ChatGeneration? generation, error) = await gate.RunAsync(
            () => requests.Create(chat!, model, http.TraceIdentifier),
            http.RequestAborted);
        return error is not null
            ? (null, null, ChatFieldNames.Rename(error))
            : (wire, generation, null);
    }

    /// <summary>Reads a request for the prompt alone, which may be longer than the model can run.</summary>
    /// <param name="http">The request.</param>
    /// <param name="model">The served model.</param>
    /// <returns>The prompt, or the first mistake.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(ChatPrompt? Prompt, ApiError? Error)> ReadPromptAsync(HttpContext http, ServedModel model)
    {
        (_, ChatCompletionRequest? chat, ApiError? error) = await TranslateAsync(http, asksForText: false);
        if (error is not null)
        {
            return (null, error);
        }

        (ChatPrompt? prompt, error) = await gate.RunAsync(
            () => ChatPromptFactory.Create(chat!, model),
            http.RequestAborted);
        return error is not null ? (null, ChatFieldNames.Rename(error)) : (prompt, null);
    }

    private async ValueTask<(MessagesRequest? Wire, ChatCompletionRequest? Chat, ApiError? Error)> TranslateAsync(
        HttpContext http,
        bool asksForText)
    {
        (MessagesRequest? wire, ApiError? error) = await reader.ReadAsync(
            http.Request,
            AnthropicJson.Context.MessagesRequest);
        if (error is not null)
        {
            return (null, null, error);
        }

        (ChatCompletionRequest? chat, error) = MessagesTranslation.Create(wire!, asksForText);
        return (wire, chat, error);
    }
}
