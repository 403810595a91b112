using Serilog.Core;
using Serilog.Events;

namespace LightThinker.Server.Telemetry;

/// <summary>
/// Puts the request's id in the place of the connection's count that the framework logs under the same name. Stateless.
/// </summary>
internal sealed class RequestIdEnricher : ILogEventEnricher
{
    /// <summary>Under which the log context holds the id.</summary>
    public const string ContextProperty = "XRequestId";

    private const string Property = "RequestId";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent.Properties.TryGetValue(ContextProperty, out LogEventPropertyValue? id))
        {
            logEvent.RemovePropertyIfPresent(ContextProperty);
            logEvent.AddOrUpdateProperty(new LogEventProperty(Property, id));
        }
    }
}
