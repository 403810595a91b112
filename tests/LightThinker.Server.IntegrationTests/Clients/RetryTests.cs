using System.ClientModel;
using System.ClientModel.Primitives;
using LightThinker.Server.IntegrationTests.EmbeddedModel;
using OpenAI;
using OpenAI.Chat;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Clients whose requests are refused for a while, with a status and headers that tell them to wait.</summary>
public sealed class RetryTests(BusyServer busy) : IClassFixture<BusyServer>
{
    private static readonly Problem Question = Problem.All[2];

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("vercel-ai")]
    [InlineData("langchain")]
    public Task Client_OfABusyServer_TriesAgainUntilItIsServed(string client) =>
        ChatScenario.RunAsync(client, "retries", busy.Server);

    [Fact]
    public async Task DotNetClient_OfABusyServer_TriesAgainUntilItIsServed()
    {
        using var counting = new RefusalCounter();
        using var http = new HttpClient(counting);
        var client = new ChatClient(
            "lightthinker-tiny",
            new ApiKeyCredential("none"),
            new OpenAIClientOptions
            {
                Endpoint = new Uri(busy.Server.Address, "v1"),
                Transport = new HttpClientPipelineTransport(http),
                RetryPolicy = new ClientRetryPolicy(maxRetries: 50),
            });

        ClientResult<ChatCompletion>[] answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.CompleteChatAsync(
            [new UserChatMessage(Question.Question)],
            new ChatCompletionOptions { Temperature = 0 },
            TestContext.Current.CancellationToken)));

        Assert.InRange(counting.Refusals, 1, int.MaxValue);
        Assert.All(answers, answer => Assert.True(Question.IsSolvedBy(answer.Value.Content[0].Text)));
    }
}
