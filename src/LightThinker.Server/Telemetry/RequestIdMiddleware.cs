using System.Buffers;
using LightThinker.Server.Messages;
using Serilog.Context;

namespace LightThinker.Server.Telemetry;

/// <summary>
/// Gives every request an id, the client's own where it sent one that can stand in a log, and returns it as
/// <c>x-request-id</c>. Immutable and thread-safe.
/// </summary>
internal sealed class RequestIdMiddleware(RequestDelegate next)
{
    public const string Header = "x-request-id";

    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    public async Task InvokeAsync(HttpContext http)
    {
        string sent = http.Request.Headers[Header].ToString();
        http.TraceIdentifier = IsSane(sent) ? sent : $"req_{Guid.NewGuid():N}";

        // At the last moment, because an error's answer starts by clearing the headers.
        http.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                context.Response.Headers[Header] = context.TraceIdentifier;
                if (MessagesErrors.AreFor(context.Request.Path))
                {
                    context.Response.Headers[MessagesErrors.RequestIdHeader] = context.TraceIdentifier;
                }

                return Task.CompletedTask;
            },
            http);
        using (LogContext.PushProperty(RequestIdEnricher.ContextProperty, http.TraceIdentifier))
        {
            await next(http);
        }
    }

    private static bool IsSane(string id) =>
        id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(Allowed);
}
