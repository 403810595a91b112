using System.Globalization;
using LightThinker.Server.Options;
using Serilog;
using Serilog.AspNetCore;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace LightThinker.Server.Telemetry;

/// <summary>Sets up Serilog. Stateless.</summary>
internal static class Logging
{
    private const string TextTemplate =
        "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} {RequestId}{NewLine}{Exception}";

    public static void AddLogging(this IServiceCollection services, LogSettings settings) =>
        services.AddSerilog(
            (_, configuration) =>
            {
                configuration
                    .MinimumLevel.Is(settings.Level)
                    .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                    .MinimumLevel.Override("Microsoft.Hosting.Lifetime", settings.Level)

                    // A port in use is told in one line by the program, not with a stack trace by the host.
                    .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
                    .Enrich.FromLogContext()
                    .Enrich.With<RequestIdEnricher>();
                if (settings.Json)
                {
                    configuration.WriteTo.Console(new CompactJsonFormatter());
                }
                else
                {
                    configuration.WriteTo.Console(
                        outputTemplate: TextTemplate,
                        formatProvider: CultureInfo.InvariantCulture);
                }
            },
            preserveStaticLogger: true);

    /// <summary>One line for each request; probes only at <c>Debug</c>.</summary>
    public static void Describe(RequestLoggingOptions options, Serilog.ILogger logger)
    {
        options.Logger = logger;
        options.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} in {Elapsed:0} ms";
        options.GetMessageTemplateProperties = static (http, _, elapsed, status) =>
        [
            new LogEventProperty("RequestMethod", new ScalarValue(http.Request.Method)),

            // Escaped again, or a line break in it would write a line of the client's into the log.
            new LogEventProperty("RequestPath", new ScalarValue(http.Request.Path.ToUriComponent())),
            new LogEventProperty("StatusCode", new ScalarValue(status)),
            new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = static (http, _, exception) => http.Response.StatusCode switch
        {
            _ when exception is not null => LogEventLevel.Error,
            _ when http.Request.Path.StartsWithSegments("/health") => LogEventLevel.Debug,
            StatusCodes.Status503ServiceUnavailable => LogEventLevel.Warning,
            >= StatusCodes.Status500InternalServerError => LogEventLevel.Error,
            _ => LogEventLevel.Information,
        };
    }
}
