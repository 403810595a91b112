using LightThinker.Server.Telemetry;
using Microsoft.AspNetCore.Http;
using Serilog.AspNetCore;
using Serilog.Core;
using Serilog.Events;

namespace LightThinker.Server.Tests.Telemetry;

public sealed class LoggingTests
{
    [Fact]
    public void RequestLine_OfAPathWithALineBreak_IsOneLine()
    {
        var options = new RequestLoggingOptions();
        Logging.Describe(options, Logger.None);
        var http = new DefaultHttpContext();
        http.Request.Path = "/v1/models/a\r\nb";

        LogEventProperty path = Assert.Single(
            options.GetMessageTemplateProperties(http, http.Request.Path, 1, StatusCodes.Status404NotFound),
            property => property.Name == "RequestPath");

        Assert.Equal("/v1/models/a%0D%0Ab", ((ScalarValue)path.Value).Value);
    }
}
