using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LightThinker.Server.Tests.Embeddings;

/// <summary>Posts to the embeddings endpoint. Stateless.</summary>
internal static class EmbeddingClient
{
    /// <summary>Sends fields that are added to a valid request or replace its own.</summary>
    public static Task<HttpResponseMessage> EmbedAsync(this TestServer server, string fields = "{}") =>
        server.EmbedUntilAsync(TestContext.Current.CancellationToken, fields);

    /// <summary>As <see cref="EmbedAsync"/>, for a client that goes away.</summary>
    public static Task<HttpResponseMessage> EmbedUntilAsync(
        this TestServer server, CancellationToken aborted, string fields = "{}")
    {
        var body = new Dictionary<string, JsonElement>
        {
            ["model"] = JsonSerializer.SerializeToElement("org/test"),
            ["input"] = JsonSerializer.SerializeToElement("Hi"),
        };
        foreach (JsonProperty field in JsonDocument.Parse(fields).RootElement.EnumerateObject())
        {
            body[field.Name] = field.Value;
        }

        return PostAsync(server, JsonSerializer.Serialize(body), aborted);
    }

    public static async Task<HttpResponseMessage> PostAsync(TestServer server, string body, CancellationToken aborted)
    {
        using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        return await server.Client.PostAsync(new Uri("/v1/embeddings", UriKind.Relative), content, aborted);
    }

    /// <summary>The vectors of an answer sent as numbers.</summary>
    public static float[][] VectorsOf(JsonElement answer) =>
    [
        .. answer.GetProperty("data").EnumerateArray().Select(item =>
            item.GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle()).ToArray()),
    ];
}
