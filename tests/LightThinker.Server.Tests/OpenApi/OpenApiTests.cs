using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.OpenApi;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_OfTheApi_DescribesTheRequestWithItsExtensions()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync("/swagger/v1/swagger.json");

        JsonElement document = await TestServer.ReadAsync(response);
        Assert.Equal(
            [
                "/apply-template", "/detokenize", "/health", "/health/live", "/health/ready", "/tokenize",
                "/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/messages",
                "/v1/messages/count_tokens", "/v1/models", "/v1/models/{id}", "/v1/responses", "/v1/responses/input_tokens",
                "/v1/responses/{id}", "/v1/responses/{id}/cancel", "/v1/responses/{id}/input_items",
            ],
            document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order());
        JsonElement request = document.GetProperty("components").GetProperty("schemas")
            .GetProperty("ChatCompletionRequest").GetProperty("properties");
        Assert.Contains(
            "0 to 2",
            request.GetProperty("temperature").GetProperty("description").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(2, request.GetProperty("compression").GetProperty("oneOf").GetArrayLength());
        Assert.Equal(2, request.GetProperty("stop").GetProperty("oneOf").GetArrayLength());
        Assert.False(request.TryGetProperty("others", out _));
        JsonElement turn = document.GetProperty("components").GetProperty("schemas")
            .GetProperty("MessagesTurn").GetProperty("properties");
        Assert.Equal(2, turn.GetProperty("content").GetProperty("oneOf").GetArrayLength());

        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Equal(
            2,
            schemas.GetProperty("ResponseRequest").GetProperty("properties").GetProperty("input").GetProperty("oneOf").GetArrayLength());
        Assert.Equal(
            2,
            schemas.GetProperty("ResponseItem").GetProperty("properties").GetProperty("content").GetProperty("oneOf").GetArrayLength());
    }

    [Fact]
    public async Task Document_OfEmbeddings_HasEveryFormOfInputAndVector()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync("/swagger/v1/swagger.json");

        JsonElement schemas = (await TestServer.ReadAsync(response)).GetProperty("components").GetProperty("schemas");
        JsonElement input = schemas.GetProperty("EmbeddingRequest").GetProperty("properties").GetProperty("input");
        JsonElement vector = schemas.GetProperty("Embedding").GetProperty("properties").GetProperty("embedding");
        Assert.Equal(4, input.GetProperty("oneOf").GetArrayLength());
        Assert.Equal(2, vector.GetProperty("oneOf").GetArrayLength());
    }

    [Fact]
    public async Task Swagger_InABrowser_IsAPage()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync("/swagger/index.html");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }
}
