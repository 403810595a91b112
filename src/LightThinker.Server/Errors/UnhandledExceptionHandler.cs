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
        CancellationToken aborted = httpContext.RequestAborted;
        try
        {
            aborted.ThrowIfCancellationRequested();
            await AnswerAsync(httpContext, exception);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // Nobody is left to answer; the status is for the log.
            if (!httpContext.Response.HasStarted)
            {
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }

        return true;
    }

    private Task AnswerAsync(HttpContext http, Exception exception)
    {
        int status = StatusCodes.Status500InternalServerError;
        if (exception is BadHttpRequestException bad)
        {
            status = bad.StatusCode;
        }
        else
        {
            RequestFailed(logger, exception, http.Request.Method, http.Request.Path);
        }

        return errors.WriteAsync(http, ApiError.ForStatus(status, http.Request));
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void RequestFailed(ILogger logger, Exception exception, string method, PathString path);
}
