using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.Answers;
using LightThinker.Server.Messages;

namespace LightThinker.Server.Endpoints;

/// <summary><c>POST /v1/messages</c> and <c>POST /v1/messages/count_tokens</c>. Stateless.</summary>
internal static class MessagesEndpoint
{
    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        AddErrors(routes.MapPost("/v1/messages", AnswerAsync)
            .WithTags("Messages")
            .WithSummary("Writes the assistant's next message, in Anthropic's protocol.")
            .WithDescription(
                "With stream: true the answer is a stream of named server-sent events, from message_start to " +
                "message_stop. docs/api.md says of every field whether it is served, ignored or refused.")
            .Accepts<MessagesRequest>("application/json")
            .Produces<MessagesAnswer>()
            .Produces<MessageStartEvent>(StatusCodes.Status200OK, "text/event-stream")
            .Produces<MessagesErrorResponse>(StatusCodes.Status429TooManyRequests));
        AddErrors(routes.MapPost("/v1/messages/count_tokens", CountAsync)
            .WithTags("Messages")
            .WithSummary("Counts the tokens of the prompt that a request for a message would have.")
            .Accepts<MessagesRequest>("application/json")
            .Produces<MessagesTokenCount>());
    }

    private static void AddErrors(RouteHandlerBuilder route) => route
        .Produces<MessagesErrorResponse>(StatusCodes.Status400BadRequest)
        .Produces<MessagesErrorResponse>(StatusCodes.Status404NotFound)
        .Produces<MessagesErrorResponse>(StatusCodes.Status413PayloadTooLarge)
        .Produces<MessagesErrorResponse>(StatusCodes.Status415UnsupportedMediaType)
        .Produces<MessagesErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static Task AnswerAsync(HttpContext http, GenerationService service, MessagesProtocol messages) =>
        service.AnswerAsync(http, messages);

    private static Task CountAsync(HttpContext http, TokenCounter counter) => counter.AnswerAsync(http);
}
