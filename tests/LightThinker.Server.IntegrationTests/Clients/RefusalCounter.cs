using System.Net;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Counts the requests of a client that a server refuses for now. Thread-safe.</summary>
internal sealed class RefusalCounter() : DelegatingHandler(new SocketsHttpHandler())
{
    private int _refusals;

    /// <summary>How many so far.</summary>
    public int Refusals => _refusals;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            Interlocked.Increment(ref _refusals);
        }

        return response;
    }
}
