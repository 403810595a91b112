using LightThinker.OpenAI.Embeddings;
using LightThinker.OpenAI.Errors;
using LightThinker.Server.Embeddings;

namespace LightThinker.Server.Endpoints;

/// <summary><c>POST /v1/embeddings</c>. Stateless.</summary>
internal static class EmbeddingsEndpoint
{
    public static void MapEmbeddings(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/embeddings", HandleAsync)
            .WithTags("Embeddings")
            .WithSummary("Turns texts into vectors of length 1.")
            .WithDescription("Served where the model was trained for it, or the setting Embeddings:Pooling says how.")
            .Accepts<EmbeddingRequest>("application/json")
            .Produces<EmbeddingList>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
            .Produces<ErrorResponse>(StatusCodes.Status413PayloadTooLarge)
            .Produces<ErrorResponse>(StatusCodes.Status415UnsupportedMediaType)
            .Produces<ErrorResponse>(StatusCodes.Status429TooManyRequests)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static Task HandleAsync(HttpContext http, EmbeddingService service) => service.AnswerAsync(http);
}
