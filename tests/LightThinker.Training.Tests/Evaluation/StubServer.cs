using System.Net;
using System.Text.Json.Nodes;

namespace LightThinker.Training.Tests.Evaluation;

/// <summary>Answers chat requests with a function of the request. Thread-safe.</summary>
internal sealed class StubServer(Func<JsonNode, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            Assert.Equal("/v1/models", request.RequestUri!.AbsolutePath);
            return Reply(HttpStatusCode.OK, """{"data":[{"id":"stub"}]}""");
        }

        Assert.Equal("/v1/chat/completions", request.RequestUri!.AbsolutePath);
        var (status, body) = answer(JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!);
        return Reply(status, body);
    }

    private static HttpResponseMessage Reply(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
}
