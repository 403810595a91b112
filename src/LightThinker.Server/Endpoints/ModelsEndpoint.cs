using LightThinker.OpenAI.Errors;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Models;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Endpoints;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>. Stateless.</summary>
internal static class ModelsEndpoint
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/models", ListAsync)
            .WithTags("Models")
            .WithSummary("Lists the served model.")
            .Produces<ModelList>()
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

        // The id may hold slashes.
        routes.MapGet("/v1/models/{**id}", GetAsync)
            .WithTags("Models")
            .WithSummary("Describes the served model by its id or an alias.")
            .Produces<Model>()
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static Task ListAsync(HttpContext http, EngineHost host, ErrorWriter errors) =>
        host.TryGetModel(out var model, out var error)
            ? http.Response.WriteAsJsonAsync(
                new ModelList { Data = [Describe(model)] },
                WireJson.Context.ModelList,
                cancellationToken: http.RequestAborted)
            : errors.WriteAsync(http, error);

    private static Task GetAsync(HttpContext http, string id, EngineHost host, ErrorWriter errors)
    {
        if (!host.TryGetModel(out var model, out var error))
        {
            return errors.WriteAsync(http, error);
        }

        // Routing leaves %2F as it is.
        string name = Uri.UnescapeDataString(id);
        return model.Answers(name)
            ? http.Response.WriteAsJsonAsync(
                Describe(model),
                WireJson.Context.Model,
                cancellationToken: http.RequestAborted)
            : errors.WriteAsync(http, ApiError.ModelNotFound(name, model.Id));
    }

    private static Model Describe(ServedModel model) => new()
    {
        Id = model.Id,
        Created = model.Created.ToUnixTimeSeconds(),
        OwnedBy = "lightthinker",
        MaxModelLen = model.ContextLength,
        CompressionMethods =
        [
            model.Compression.DefaultMethod,
            .. model.Compression.Methods.Where(method => method != model.Compression.DefaultMethod),
        ],
    };
}
