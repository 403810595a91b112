using LightThinker.OpenAI.Errors;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;
using LightThinker.Server.Responses;

namespace LightThinker.Server.Endpoints;

/// <summary><c>/v1/responses</c> and what is below it. Stateless.</summary>
internal static class ResponsesEndpoint
{
    private const string Tag = "Responses";

    public static void MapResponses(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/responses", CreateAsync)
            .WithTags(Tag)
            .WithSummary("Writes a response.")
            .WithDescription(
                "With stream: true the answer is a stream of named server-sent events, ended by response.completed, " +
                "response.incomplete or response.failed. docs/api.md says of every field whether it is served, ignored or refused.")
            .Accepts<ResponseRequest>("application/json")
            .Produces<Response>()
            .Produces<ResponseStateEvent>(StatusCodes.Status200OK, "text/event-stream")
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
            .Produces<ErrorResponse>(StatusCodes.Status413PayloadTooLarge)
            .Produces<ErrorResponse>(StatusCodes.Status415UnsupportedMediaType)
            .Produces<ErrorResponse>(StatusCodes.Status429TooManyRequests)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        routes.MapPost("/v1/responses/input_tokens", CountAsync)
            .WithTags(Tag)
            .WithSummary("Counts the tokens of a request's prompt.")
            .Accepts<ResponseRequest>("application/json")
            .Produces<InputTokenCount>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        MapStored(routes);
    }

    private static void MapStored(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/responses/{id}", GetAsync)
            .WithTags(Tag)
            .WithSummary("Gets a stored response.")
            .Produces<Response>()
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound);
        routes.MapDelete("/v1/responses/{id}", DeleteAsync)
            .WithTags(Tag)
            .WithSummary("Forgets a stored response.")
            .Produces<ResponseDeletion>()
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound);
        routes.MapGet("/v1/responses/{id}/input_items", ListInputAsync)
            .WithTags(Tag)
            .WithSummary("Lists what a stored response was made from.")
            .Produces<ResponseItemList>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound);
        routes.MapPost("/v1/responses/{id}/cancel", CancelAsync)
            .WithTags(Tag)
            .WithSummary("Always refused: only background responses could be cancelled.")
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound);
    }

    private static Task CreateAsync(HttpContext http, GenerationService service, ResponsesProtocol responses) =>
        service.AnswerAsync(http, responses);

    private static Task CountAsync(HttpContext http, InputTokenCounter counter) => counter.CountAsync(http);

    private static Task GetAsync(HttpContext http, string id, StoredResponses stored) => stored.GetAsync(http, id);

    private static Task DeleteAsync(HttpContext http, string id, StoredResponses stored) => stored.DeleteAsync(http, id);

    private static Task ListInputAsync(HttpContext http, string id, StoredResponses stored) =>
        stored.ListInputAsync(http, id);

    private static Task CancelAsync(HttpContext http, string id, StoredResponses stored) => stored.CancelAsync(http, id);
}
