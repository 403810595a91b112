using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Responses;

/// <summary>Has a conversation validated and rendered as a chat, shortened where the client wants that. Thread-safe.</summary>
internal sealed class ChatTranslation(GenerationRequestFactory requests)
{
    private const string TooLong = "context_length_exceeded";

    /// <param name="wire">The request; of its own fields nothing is wrong.</param>
    /// <param name="messages">The conversation.</param>
    /// <param name="model">The served model.</param>
    /// <param name="id">The request's id.</param>
    /// <returns>What the engine does, or the first mistake.</returns>
    public (ChatGeneration? Generation, ApiError? Error) Create(
        ResponseRequest wire,
        IReadOnlyList<ResponseMessage> messages,
        ServedModel model,
        string id)
    {
        (ChatGeneration? generation, ApiError? error) = CreateWhole(wire, messages, model, id);
        if (error?.Code != TooLong || wire.Truncation != "auto")
        {
            return (generation, error);
        }

        // The longest end that fits. A turn is dropped whole, so that no result of a call is left without its call.
        int[] turns = [.. messages.Index().Where(static message => message.Item.Role == "user").Select(static message => message.Index)];
        int low = 0;
        int high = turns.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            (ChatGeneration? shorter, ApiError? obstacle) = CreateWhole(wire, From(messages, turns[middle]), model, id);
            if (shorter is not null)
            {
                (generation, error) = (shorter, null);
                high = middle - 1;
            }
            else if (obstacle!.Code == TooLong)
            {
                low = middle + 1;
            }
            else
            {
                return (null, obstacle);
            }
        }

        return (generation, error);
    }

    /// <summary>Counts the prompt's tokens: of what would be run where the client wants it shortened, else of all.</summary>
    /// <param name="wire">The request; of its own fields nothing is wrong.</param>
    /// <param name="messages">The conversation.</param>
    /// <param name="model">The served model.</param>
    /// <returns>How many, or the first mistake.</returns>
    public (int Tokens, ApiError? Error) Count(ResponseRequest wire, IReadOnlyList<ResponseMessage> messages, ServedModel model)
    {
        if (wire.Truncation == "auto" && Create(wire, messages, model, id: "count").Generation is { } generation)
        {
            return (generation.Request.Prompt.Count, null);
        }

        (ChatCompletionRequest? chat, ApiError? error) = Translate(wire, messages);
        ChatPrompt? prompt = null;
        if (error is null)
        {
            (prompt, error) = ChatPromptFactory.Create(chat!, model);
        }

        return (prompt?.Tokens.Count ?? 0, error is null ? null : new ParamNames(messages).Translate(error));
    }

    // What rules over the whole conversation stays.
    private static List<ResponseMessage> From(IReadOnlyList<ResponseMessage> messages, int start) =>
        [.. messages.Take(start).Where(static message => message.Role is "system" or "developer"), .. messages.Skip(start)];

    private static (ChatCompletionRequest? Chat, ApiError? Error) Translate(
        ResponseRequest wire,
        IReadOnlyList<ResponseMessage> messages) =>
        RequestReader.Parse(ChatBody.Write(wire, messages), WireJson.Context.ChatCompletionRequest);

    private (ChatGeneration? Generation, ApiError? Error) CreateWhole(
        ResponseRequest wire,
        IReadOnlyList<ResponseMessage> messages,
        ServedModel model,
        string id)
    {
        (ChatCompletionRequest? chat, ApiError? error) = Translate(wire, messages);
        ChatGeneration? generation = null;
        if (error is null)
        {
            (generation, error) = requests.Create(chat!, model, id);
        }

        return (generation, error is null ? null : new ParamNames(messages).Translate(error));
    }
}
