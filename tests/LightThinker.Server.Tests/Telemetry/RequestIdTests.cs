namespace LightThinker.Server.Tests.Telemetry;

public sealed class RequestIdTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/nothing")]
    [InlineData("/v1/models")]
    public async Task Response_OfAnyKind_HasAnId(string path)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync(path);

        Assert.StartsWith("req_", Assert.Single(response.Headers.GetValues("x-request-id")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_ToAClientWithAnId_ReturnsIt() =>
        Assert.Equal("trace-1.2:3_4", await EchoAsync("trace-1.2:3_4"));

    [Theory]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("<script>")]
    public async Task Response_ToAnIdUnfitForALog_HasAnother(string id) =>
        Assert.StartsWith("req_", await EchoAsync(id), StringComparison.Ordinal);

    [Fact]
    public async Task Response_ToAnIdWithoutEnd_HasAnother() =>
        Assert.StartsWith("req_", await EchoAsync(new string('x', 129)), StringComparison.Ordinal);

    private static async Task<string> EchoAsync(string id)
    {
        await using TestServer server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.TryAddWithoutValidation("x-request-id", id);
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        return Assert.Single(response.Headers.GetValues("x-request-id"));
    }
}
