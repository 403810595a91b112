using System.Text;
using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

/// <summary>Sends requests in Anthropic's protocol. Stateless.</summary>
internal static class MessagesClient
{
    public const string Path = "/v1/messages";

    /// <summary>Asks for a message; the fields are added to a valid request or replace its own.</summary>
    public static Task<HttpResponseMessage> MessageAsync(this TestServer server, string fields = "{}") =>
        server.PostToAsync(Path, Body(fields));

    /// <summary>Counts the tokens of a request like <see cref="MessageAsync"/>'s.</summary>
    public static Task<HttpResponseMessage> CountAsync(this TestServer server, string fields = "{}") =>
        server.PostToAsync(Path + "/count_tokens", Body(fields, counts: true));

    /// <summary>Posts a JSON text.</summary>
    public static async Task<HttpResponseMessage> PostToAsync(
        this TestServer server,
        string path,
        string body,
        string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, contentType);
        request.Headers.Add("anthropic-version", "2023-06-01");
        request.Headers.Add("x-api-key", "none");
        return await server.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
    }

    /// <summary>All events of a stream, comments left out.</summary>
    public static async Task<IReadOnlyList<(string Name, JsonElement Data)>> ReadEventsAsync(HttpResponseMessage response)
    {
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return ReadEvents(await response.Content.ReadAsStringAsync());
    }

    /// <summary>All events of a stream's text; each says its type twice.</summary>
    public static IReadOnlyList<(string Name, JsonElement Data)> ReadEvents(string text)
    {
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        var events = new List<(string Name, JsonElement Data)>();
        foreach (string item in text[..^2].Split("\n\n").Where(static item => item != ": ping"))
        {
            string[] lines = item.Split('\n');
            Assert.Equal(2, lines.Length);
            Assert.StartsWith("event: ", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("data: ", lines[1], StringComparison.Ordinal);
            var data = JsonElement.Parse(lines[1]["data: ".Length..]);
            string name = lines[0]["event: ".Length..];
            Assert.Equal(name, data.GetProperty("type").GetString());
            events.Add((name, data));
        }

        return events;
    }

    private static string Body(string fields, bool counts = false)
    {
        var body = new Dictionary<string, JsonElement>
        {
            ["model"] = JsonSerializer.SerializeToElement("org/test"),
            ["messages"] = JsonElement.Parse("""[{"role":"user","content":"Hello"}]"""),
        };
        if (!counts)
        {
            body["max_tokens"] = JsonElement.Parse("50");
        }

        foreach (JsonProperty field in JsonElement.Parse(fields).EnumerateObject())
        {
            body[field.Name] = field.Value;
        }

        return JsonSerializer.Serialize(body);
    }
}
