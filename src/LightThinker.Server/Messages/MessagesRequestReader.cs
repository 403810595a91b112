using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Messages;

/// <summary>Reads and validates requests. Thread-safe.</summary>
internal sealed class MessagesRequestReader(RequestReader reader, GenerationRequestFactory requests)
{
    /// <param name="http">The request.</param>
    /// <param name="model">The served model.</param>
    /// <param name="asksForText">Whether an answer is to be written.</param>
    /// <returns>The request as it came and what to generate for it, or the first mistake.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(MessagesRequest? Wire, ChatGeneration? Generation, ApiError? Error)> ReadAsync(
        HttpContext http,
        ServedModel model,
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
        if (error is not null)
        {
            return (null, null, error);
        }

        (ChatGeneration? generation, error) = requests.Create(chat!, model, http.TraceIdentifier);
        return error is not null
            ? (null, null, ChatFieldNames.Rename(error))
            : (wire, generation, null);
    }
}
