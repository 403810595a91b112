using System.Net;
using System.Text.Json.Nodes;
using LightThinker.Training.Data;
using LightThinker.Training.Evaluation;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Evaluation;

public sealed class PairedEvaluationTests
{
    [Fact]
    public async Task Evaluation_OfAServer_AsksEachProblemWithAndWithoutCompression()
    {
        Example[] examples = [SmallModel.Story(2, seed: 1), SmallModel.Story(3, seed: 2)];
        var results = await RunAsync(examples, request =>
        {
            Assert.Equal("stub", request["model"]!.GetValue<string>());
            Assert.Equal(0, request["temperature"]!.GetValue<int>());
            string question = request["messages"]![0]!["content"]!.GetValue<string>();
            var example = examples.Single(candidate => candidate.Messages[0].Content == question);
            bool isOff = request["compression"]!.GetValue<string>() == "none";
            string content = isOff ? example.Response : "I do not know.";
            return (HttpStatusCode.OK, Body(content, peak: isOff ? 40 : 10));
        });

        Assert.Equal([2, 3], results.Select(result => result.Example.Steps).Order());
        Assert.All(results, result => Assert.True(result.OffIsRight));
        Assert.All(results, result => Assert.False(result.OnIsRight));
        Assert.All(results, result => Assert.Equal((40, 10), (result.Off.PeakTokens, result.On.PeakTokens)));
    }

    [Fact]
    public async Task Evaluation_ServerThatRefuses_FailsWithItsReason()
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() =>
            RunAsync([SmallModel.Story(1)], _ => (HttpStatusCode.BadRequest, "unknown field 'compression'")));

        Assert.Contains("400", error.Message, StringComparison.Ordinal);
        Assert.Contains("unknown field 'compression'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_ServerThatSpeaksNoJson_FailsClearly()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() =>
            RunAsync([SmallModel.Story(1)], _ => (HttpStatusCode.OK, "<html>")));

        Assert.Contains("not of OpenAI", error.Message, StringComparison.Ordinal);
    }

    private static string Body(string content, int peak) => new JsonObject
    {
        ["choices"] = new JsonArray(new JsonObject { ["message"] = new JsonObject { ["content"] = content } }),
        ["usage"] = new JsonObject { ["compression"] = new JsonObject { ["peak_tokens"] = peak, ["dependency"] = 99 } },
    }.ToJsonString();

    private static async Task<IReadOnlyList<PairedResult>> RunAsync(
        Example[] examples, Func<JsonNode, (HttpStatusCode, string)> answer)
    {
        using var http = new HttpClient(new StubServer(answer)) { BaseAddress = new Uri("http://localhost/v1/") };
        return await new PairedEvaluation(new ChatServer(http, model: null), parallel: 2, maxTokens: 100)
            .RunAsync(examples, () => { }, TestContext.Current.CancellationToken);
    }
}
