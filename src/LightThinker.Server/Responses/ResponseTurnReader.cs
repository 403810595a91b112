using LightThinker.OpenAI.Responses;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Responses;

/// <summary>Turns wire requests for responses into what the engine runs. Thread-safe.</summary>
internal sealed class ResponseTurnReader(RequestReader reader, InputReader inputs, ChatTranslation chats)
{
    /// <param name="http">The request's body has not been read.</param>
    /// <param name="model">The served model.</param>
    /// <param name="withDefaultModel">Whether a request that names no model means the served one.</param>
    /// <returns>What to do, or the first mistake in the request.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(ResponseTurn? Turn, ApiError? Error)> ReadAsync(
        HttpContext http,
        ServedModel model,
        bool withDefaultModel = false)
    {
        (ResponseRequest? wire, ApiError? error) = await reader.ReadAsync(http.Request, ResponsesJson.Context.ResponseRequest);
        if (error is not null)
        {
            return (null, error);
        }

        return withDefaultModel && wire!.Model is null
            ? Read(wire with { Model = model.Id }, model, http.TraceIdentifier)
            : Read(wire!, model, http.TraceIdentifier);
    }

    private (ResponseTurn? Turn, ApiError? Error) Read(ResponseRequest wire, ServedModel model, string id)
    {
        if (ResponseFields.FindMistake(wire) is { } mistake)
        {
            return (null, mistake);
        }

        (ResponseConversation? conversation, ApiError? error) = inputs.Read(wire);
        if (error is not null)
        {
            return (null, error);
        }

        IReadOnlyList<ResponseMessage> messages = ResponseMessage.Create(wire.Instructions, conversation!.All);
        (ChatGeneration? generation, error) = chats.Create(wire, messages, model, id);
        return error is not null
            ? (null, error)
            : (new ResponseTurn(wire, generation!, conversation.New), null);
    }
}
