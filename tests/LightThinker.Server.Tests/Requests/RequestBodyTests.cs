using System.IO.Pipelines;
using LightThinker.Server.Options;
using LightThinker.Server.Requests;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;

namespace LightThinker.Server.Tests.Requests;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task Read_FromAClientThatResetsTheConnection_IsCancelled()
    {
        Assert.True(Settings.TryRead(new ConfigurationBuilder().Build(), out Settings? settings, out string? error), error);
        var pipe = new Pipe();
        await pipe.Writer.CompleteAsync(new ConnectionResetException("Connection reset by peer"));
        var http = new DefaultHttpContext();
        http.Request.ContentType = "application/json";
        http.Features.Set<IRequestBodyPipeFeature>(new Body(pipe.Reader));
        var lifetime = new Lifetime();
        http.Features.Set<IHttpRequestLifetimeFeature>(lifetime);

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await new RequestBody(settings).ReadAsync(http.Request, TestContext.Current.CancellationToken));

        Assert.True(lifetime.IsAborted);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;
}
