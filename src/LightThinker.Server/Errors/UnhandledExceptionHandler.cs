using Microsoft.AspNetCore.Diagnostics;

namespace LightThinker.Server.Errors;

/// <summary>Turns whatever an endpoint lets through into an error object. Immutable and thread-safe.</summary>
internal sealed partial class UnhandledExceptionHandler(ErrorWriter errors, ILogger<UnhandledExceptionHandler> logger)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer; the status is for the log.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        if (exception is BadHttpRequestException bad)
        {
            await errors.WriteAsync(httpContext, ApiError.ForStatus(bad.StatusCode, httpContext.Request));
            return true;
        }

        RequestFailed(logger, exception, httpContext.Request.Method, httpContext.Request.Path);
        await errors.WriteAsync(
            httpContext,
            ApiError.ForStatus(StatusCodes.Status500InternalServerError, httpContext.Request));
        return true;
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void RequestFailed(ILogger logger, Exception exception, string method, PathString path);
}
