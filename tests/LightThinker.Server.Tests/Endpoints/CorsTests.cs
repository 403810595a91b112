using System.Net;

namespace LightThinker.Server.Tests.Endpoints;

public sealed class CorsTests
{
    private const string Page = "https://example.org";

    [Theory]
    [InlineData("--Server:CorsOrigins=https://example.org,https://example.com", "https://example.org")]
    [InlineData("--Server:CorsOrigins=*", "*")]
    [InlineData("--Server:CorsOrigins=https://example.com", null)]
    [InlineData("--Server:CorsOrigins=", null)]
    public async Task Origin_AsTheServerIsSet_MayCallOrNot(string setting, string? allowed)
    {
        await using TestServer server = await TestServer.StartAsync(args: setting);

        using HttpResponseMessage preflight = await SendAsync(server, HttpMethod.Options, "/v1/chat/completions");
        using HttpResponseMessage models = await SendAsync(server, HttpMethod.Get, "/v1/models");

        Assert.Equal(allowed, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Equal(allowed, Header(models, "Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.OK, models.StatusCode);
        Assert.Equal(allowed is null ? null : "x-request-id,retry-after", Header(models, "Access-Control-Expose-Headers"));
    }

    [Fact]
    public async Task Errors_ForAnotherOrigin_CanBeReadThereToo()
    {
        await using TestServer server = await TestServer.StartAsync(args: "--Server:CorsOrigins=*");

        using HttpResponseMessage response = await SendAsync(server, HttpMethod.Get, "/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? Assert.Single(values) : null;

    private static async Task<HttpResponseMessage> SendAsync(TestServer server, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", Page);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,authorization");
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
