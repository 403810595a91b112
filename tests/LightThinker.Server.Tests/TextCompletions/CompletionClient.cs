using System.Net;
using System.Text;
using System.Text.Json;

namespace LightThinker.Server.Tests.TextCompletions;

/// <summary>Sends requests for text completions to a test server. Stateless.</summary>
internal static class CompletionClient
{
    /// <summary>Sends a request; the fields are added to a valid one or replace its own.</summary>
    public static async Task<HttpResponseMessage> CompleteAsync(this TestServer server, string fields)
    {
        var body = new Dictionary<string, JsonElement>
        {
            ["model"] = JsonSerializer.SerializeToElement("org/test"),
            ["prompt"] = JsonSerializer.SerializeToElement("Ab"),
            ["compression"] = JsonSerializer.SerializeToElement("none"),
        };
        foreach (JsonProperty field in JsonDocument.Parse(fields).RootElement.EnumerateObject())
        {
            body[field.Name] = field.Value;
        }

        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return await server.Client.PostAsync(
            new Uri("/v1/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>The whole answer to a request that is served.</summary>
    public static async Task<JsonElement> AnswerAsync(this TestServer server, string fields)
    {
        using HttpResponseMessage response = await server.CompleteAsync(fields);
        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.GetRawText());
        return answer;
    }

    /// <summary>A property of each choice.</summary>
    public static JsonElement[] Choices(JsonElement answer, string property) =>
        [.. answer.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty(property))];

    public static string?[] Texts(JsonElement answer) => [.. Choices(answer, "text").Select(text => text.GetString())];
}
