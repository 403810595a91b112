using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Errors;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;

namespace LightThinker.Server.Endpoints;

/// <summary><c>POST /v1/chat/completions</c>. Stateless.</summary>
internal static class ChatCompletionsEndpoint
{
    public static void MapChatCompletions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/chat/completions", HandleAsync)
            .WithTags("Chat")
            .WithSummary("Writes the assistant's next message.")
            .WithDescription(
                "With stream: true the answer is a stream of server-sent events, each a chunk, ended by [DONE]. " +
                "docs/api.md says of every field whether it is served, ignored or refused.")
            .Accepts<ChatCompletionRequest>("application/json")
            .Produces<ChatCompletion>()
            .Produces<ChatCompletionChunk>(StatusCodes.Status200OK, "text/event-stream")
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
            .Produces<ErrorResponse>(StatusCodes.Status413PayloadTooLarge)
            .Produces<ErrorResponse>(StatusCodes.Status415UnsupportedMediaType)
            .Produces<ErrorResponse>(StatusCodes.Status429TooManyRequests)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static Task HandleAsync(HttpContext http, GenerationService service, ChatProtocol chat) =>
        service.AnswerAsync(http, chat);
}
