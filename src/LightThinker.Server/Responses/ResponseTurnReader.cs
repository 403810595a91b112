using LightThinker.OpenAI.Responses;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Responses;

/// <summary>Turns wire requests for responses into what the engine runs. Thread-safe.</summary>
internal sealed class ResponseTurnReader(RequestReader reader, InputReader inputs, ChatTranslation chats, PreparationGate gate)
{
    /// <param name="http">The request's body has not been read.</param>
    /// <param name="model">The served model.</param>
    /// <returns>What to do, or the first mistake in the request.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(ResponseTurn? Turn, ApiError? Error)> ReadAsync(HttpContext http, ServedModel model)
    {
        (ResponseRequest? wire, ResponseConversation? conversation, ApiError? error) = await ReadConversationAsync(http);
        if (error is not null)
        {
            return (null, error);
        }

        (ChatGeneration? generation, error) = await gate.RunAsync(
            () => chats.Create(wire!, Messages(wire!, conversation!), model, http.TraceIdentifier),
            http.RequestAborted);
        return error is not null
            ? (null, error)
            : (new ResponseTurn(wire!, generation!, conversation!.New), null);
    }

    /// <summary>Counts the tokens of a request's prompt; one that names no model means the served one.</summary>
    /// <param name="http">The request's body has not been read.</param>
    /// <param name="model">The served model.</param>
    /// <returns>How many, or the first mistake in the fields that make the prompt.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(int Tokens, ApiError? Error)> CountAsync(HttpContext http, ServedModel model)
    {
        (ResponseRequest? wire, ResponseConversation? conversation, ApiError? error) = await ReadConversationAsync(http);
        return error is not null
            ? (0, error)
            : await gate.RunAsync(
                () => chats.Count(wire! with { Model = wire.Model ?? model.Id }, Messages(wire, conversation!), model),
                http.RequestAborted);
    }

    private static IReadOnlyList<ResponseMessage> Messages(ResponseRequest wire, ResponseConversation conversation) =>
        ResponseMessage.Create(wire.Instructions, conversation.All);

    private async ValueTask<(ResponseRequest? Wire, ResponseConversation? Conversation, ApiError? Error)> ReadConversationAsync(
        HttpContext http)
    {
        (ResponseRequest? wire, ApiError? error) = await reader.ReadAsync(http.Request, ResponsesJson.Context.ResponseRequest);
        if ((error ?? ResponseFields.FindMistake(wire!)) is { } mistake)
        {
            return (null, null, mistake);
        }

        (ResponseConversation? conversation, error) = inputs.Read(wire!);
        return (wire, conversation, error);
    }
}
