using LightThinker.Server.Errors;
using LightThinker.Server.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace LightThinker.Server.Tests.Errors;

public sealed class UnhandledExceptionHandlerTests
{
    [Fact]
    public async Task Handle_WhenTheClientGoesAwayMeanwhile_IsNoFurtherError()
    {
        Assert.True(Settings.TryRead(new ConfigurationBuilder().Build(), out Settings? settings, out string? error), error);
        var handler = new UnhandledExceptionHandler(
            new ErrorWriter(settings),
            NullLogger<UnhandledExceptionHandler>.Instance);
        using var client = new CancellationTokenSource();
        using var output = new ClosingStream(client);
        var http = new DefaultHttpContext { RequestAborted = client.Token };
        http.Response.Body = output;

        bool isHandled = await handler.TryHandleAsync(
            http,
            new BadHttpRequestException("Unexpected end of request content."),
            TestContext.Current.CancellationToken);

        Assert.True(isHandled);
        Assert.Equal(StatusCodes.Status499ClientClosedRequest, http.Response.StatusCode);
    }

    /// <summary>A connection that breaks when something is written.</summary>
    private sealed class ClosingStream(CancellationTokenSource client) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await client.CancelAsync();
            throw new OperationCanceledException(client.Token);
        }
    }
}
