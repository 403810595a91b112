using System.Net;
using System.Text;
using System.Text.Json;

namespace LightThinker.Server.Tests.Responses;

/// <summary>Speaks the Responses API with a test server. Stateless.</summary>
internal static class ResponsesClient
{
    /// <summary>Asks for a response; the fields are added to a valid request or replace its own.</summary>
    public static Task<HttpResponseMessage> RespondAsync(this TestServer server, string fields = "{}") =>
        server.PostToAsync("/v1/responses", Body(fields));

    /// <summary>Posts a JSON text.</summary>
    public static async Task<HttpResponseMessage> PostToAsync(this TestServer server, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        return await server.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
    }

    /// <summary>The response that a request gets.</summary>
    public static async Task<JsonElement> AnswerAsync(this TestServer server, string fields = "{}")
    {
        using HttpResponseMessage response = await server.RespondAsync(fields);
        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.GetRawText());
        return answer;
    }

    /// <summary>The events that a request for a stream gets.</summary>
    public static async Task<IReadOnlyList<JsonElement>> StreamAsync(this TestServer server, string fields = "{}")
    {
        using HttpResponseMessage response = await server.RespondAsync(Merge("""{"stream":true}""", fields));
        return Events(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Takes a stream of named events apart; each must be named by its own type.</summary>
    public static IReadOnlyList<JsonElement> Events(string text)
    {
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        var events = new List<JsonElement>();
        foreach (string item in text[..^2].Split("\n\n"))
        {
            string[] lines = item.Split('\n');
            Assert.Equal(2, lines.Length);
            Assert.StartsWith("data: ", lines[1], StringComparison.Ordinal);
            JsonElement data = JsonElement.Parse(lines[1]["data: ".Length..]);
            Assert.Equal($"event: {Text(data, "type")}", lines[0]);
            events.Add(data);
        }

        return events;
    }

    public static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    /// <summary>The text of an output's messages.</summary>
    public static string OutputText(JsonElement response) => string.Concat(response.GetProperty("output").EnumerateArray()
        .Where(item => Text(item, "type") == "message")
        .SelectMany(item => item.GetProperty("content").EnumerateArray())
        .Select(part => Text(part, "text")));

    private static string Body(string fields) => Merge("""{"model":"org/test","input":"Hello"}""", fields);

    private static string Merge(string body, string fields)
    {
        var merged = new Dictionary<string, JsonElement>();
        foreach (JsonProperty field in JsonElement.Parse(body).EnumerateObject().Concat(JsonElement.Parse(fields).EnumerateObject()))
        {
            merged[field.Name] = field.Value;
        }

        return JsonSerializer.Serialize(merged);
    }
}
