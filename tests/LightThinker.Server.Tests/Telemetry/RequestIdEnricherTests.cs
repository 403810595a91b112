using LightThinker.Server.Telemetry;
using Serilog.Events;
using Serilog.Parsing;

namespace LightThinker.Server.Tests.Telemetry;

public sealed class RequestIdEnricherTests
{
    [Fact]
    public void Line_OfARequest_HasItsIdInTheConnectionsPlace()
    {
        LogEvent line = Line(("RequestId", "0HN:1"), (RequestIdEnricher.ContextProperty, "req_1"));

        new RequestIdEnricher().Enrich(line, propertyFactory: null!);

        KeyValuePair<string, LogEventPropertyValue> property = Assert.Single(line.Properties);
        Assert.Equal("RequestId", property.Key);
        Assert.Equal("\"req_1\"", property.Value.ToString());
    }

    [Fact]
    public void Line_OfNoRequest_StaysAsItIs()
    {
        LogEvent line = Line(("Path", "model.gguf"));

        new RequestIdEnricher().Enrich(line, propertyFactory: null!);

        Assert.Equal(["Path"], line.Properties.Keys);
    }

    private static LogEvent Line(params (string Name, string Value)[] properties) => new(
        DateTimeOffset.UnixEpoch,
        LogEventLevel.Information,
        exception: null,
        new MessageTemplateParser().Parse("x"),
        properties.Select(property => new LogEventProperty(property.Name, new ScalarValue(property.Value))));
}
