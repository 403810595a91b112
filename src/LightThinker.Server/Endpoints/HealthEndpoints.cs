using LightThinker.Server.Hosting;

namespace LightThinker.Server.Endpoints;

/// <summary><c>/health/live</c>, <c>/health/ready</c> and its other name <c>/health</c>. Stateless.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/health/live", Methods, Live)
            .WithTags("Health")
            .WithSummary("200 while the process works, 503 when it should be restarted.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .Produces<string>(StatusCodes.Status503ServiceUnavailable, "text/plain");
        foreach (string path in (string[])["/health/ready", "/health"])
        {
            routes.MapMethods(path, Methods, Ready)
                .WithTags("Health")
                .WithSummary("200 while requests are served, 503 while the model loads and while the server stops.")
                .Produces<string>(StatusCodes.Status200OK, "text/plain")
                .Produces<string>(StatusCodes.Status503ServiceUnavailable, "text/plain");
        }
    }

    private static IResult Live(EngineHost host) => Answer(host.IsAlive, host.IsAlive ? "alive" : "failed");

    private static IResult Ready(EngineHost host) => host.State switch
    {
        HostState.Ready when host.IsAlive => Answer(isHealthy: true, "ready"),
        HostState.Loading => Answer(isHealthy: false, "loading"),
        HostState.Draining => Answer(isHealthy: false, "stopping"),
        _ => Answer(isHealthy: false, "failed"),
    };

    private static IResult Answer(bool isHealthy, string text) => Results.Text(
        text,
        statusCode: isHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
