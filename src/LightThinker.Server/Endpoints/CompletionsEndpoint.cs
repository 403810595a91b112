using LightThinker.OpenAI.Completions;
using LightThinker.OpenAI.Errors;
using LightThinker.Server.Answers;
using LightThinker.Server.TextCompletions;

namespace LightThinker.Server.Endpoints;

/// <summary><c>POST /v1/completions</c>. Stateless.</summary>
internal static class CompletionsEndpoint
{
    public static void MapCompletions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/completions", HandleAsync)
            .WithTags("Completions")
            .WithSummary("Goes on with a text.")
            .WithDescription(
                "With stream: true the answer is a stream of server-sent events, ended by [DONE]. " +
                "docs/api.md says of every field whether it is served, ignored or refused.")
            .Accepts<CompletionRequest>("application/json")
            .Produces<CompletionWithUsage>()
            .Produces<Completion>(StatusCodes.Status200OK, "text/event-stream")
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
            .Produces<ErrorResponse>(StatusCodes.Status413PayloadTooLarge)
            .Produces<ErrorResponse>(StatusCodes.Status415UnsupportedMediaType)
            .Produces<ErrorResponse>(StatusCodes.Status429TooManyRequests)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static Task HandleAsync(HttpContext http, GenerationService service, CompletionProtocol completions) =>
        service.AnswerAsync(http, completions);
}
